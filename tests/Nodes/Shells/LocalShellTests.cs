using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Shells;

public sealed class LocalShellTests
{
    private readonly LocalShell shell = new("n1", null, TimeProvider.System);

    [Fact]
    public async Task Every_text_survives_quoting()
    {
        var texts = new[]
        {
            "", " ", "-n", "--", "a b", "'", "''", "\"", "$(id)", "`id`", "$HOME", "a\nb", "\t", "*", "?", "~", "#x", "\\", "!", "ü€😀", ";&|<>(){}[]",
            string.Concat(Enumerable.Range(1, 127).Select(i => (char)i)),
        };
        foreach (var text in texts)
        {
            var result = await shell.RunAsync(new ShellCommand(ShellScript.Of($"printf '%s' {text}")));
            result.Output.ShouldBe(text);
        }
    }

    [Fact]
    public async Task Exit_code_output_error_and_input_are_kept_apart()
    {
        var result = await shell.RunAsync(new ShellCommand(ShellScript.Of($"cat; echo err >&2; exit 4")) { Input = "given" });

        result.ShouldBe(new ShellResult(4, "given", "err\n"));
    }

    [Fact]
    public async Task Output_beyond_the_limit_is_dropped_and_said()
    {
        var result = await shell.RunAsync(new ShellCommand(ShellScript.Of($"yes | head -c 1000000")) { OutputLimit = 1000 });

        result.Truncated.ShouldBeTrue();
        result.Output.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task A_time_limit_ends_the_grandchildren_too()
    {
        var marker = Path.GetTempFileName();
        var command = new ShellCommand(ShellScript.Of($"(sh -c 'echo $$ > {ShellScript.Command(marker)}; sleep 60'); true")) { Timeout = TimeSpan.FromMilliseconds(500) };

        var error = await Should.ThrowAsync<ShellException>(() => shell.RunAsync(command));

        error.Message.ShouldContain("longer than");
        var pid = (await File.ReadAllTextAsync(marker)).Trim();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Directory.Exists($"/proc/{pid}") && !(await File.ReadAllTextAsync($"/proc/{pid}/stat", limit.Token)).Contains(") Z", StringComparison.Ordinal))
            await Task.Delay(20, limit.Token);
        File.Delete(marker);
    }
}
