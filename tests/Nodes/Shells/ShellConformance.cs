using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Shells;

/// <summary>What every shell must do, whatever carries it. One derived class per transport.</summary>
public abstract class ShellConformance : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-shell-").FullName;

    protected abstract IShell Shell { get; }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await Shell.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Output_error_and_exit_code_are_told_apart()
    {
        var result = await Run(ShellScript.Of($"echo out; echo err >&2; exit 7"));
        result.ShouldBe(new ShellResult(7, "out\n", "err\n"));
    }

    [Fact]
    public async Task Input_arrives_as_given()
    {
        const string input = "grüße, 世界 🚀\n\ttab 'quote' \"double\" $HOME\\\n";
        var result = await Shell.RunAsync(new ShellCommand(ShellScript.Of($"cat")) { Input = input });
        result.Output.ShouldBe(input);
    }

    [Fact]
    public async Task Without_input_standard_input_is_empty()
    {
        var result = await Run(ShellScript.Of($"cat; echo end"));
        result.Output.ShouldBe("end\n");
    }

    [Fact]
    public async Task Input_that_the_script_does_not_read_is_no_fault()
    {
        var result = await Shell.RunAsync(new ShellCommand(ShellScript.Of($"exit 3")) { Input = new string('x', 1 << 20) });
        result.ExitCode.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(HostileTexts.Rows), MemberType = typeof(HostileTexts))]
    public async Task Hostile_values_arrive_as_literal_text(string value)
    {
        var result = await Run(ShellScript.Of($"printf '%s|' {value} {new[] { value, "last" }}"));
        result.Output.ShouldBe($"{value}|{value}|last|");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_within_a_script_stays_one_word()
    {
        var inner = ShellScript.Command("printf", "%s", "it's $(id) `id`");
        var middle = ShellScript.Command("sh", "-c", inner.Text);
        var result = await Run(ShellScript.Command("sh", "-c", middle.Text));
        result.Output.ShouldBe("it's $(id) `id`");
    }

    [Fact]
    public async Task A_signal_is_told_as_128_and_its_number() =>
        (await Run(ShellScript.Of($"kill -TERM $$"))).ExitCode.ShouldBe(128 + 15);

    [Fact]
    public async Task A_missing_tool_is_exit_code_127() =>
        (await Run(ShellScript.Of($"no-such-tool-at-all"))).ExitCode.ShouldBe(127);

    [Fact]
    public async Task Output_beyond_the_limit_is_dropped_and_said_so()
    {
        var command = new ShellCommand(ShellScript.Of($"head -c 3000000 /dev/zero | tr '\\0' x; exit 4")) { OutputLimit = 1000 };
        var result = await Shell.RunAsync(command);
        result.ShouldBe(new ShellResult(4, new string('x', 1000), "", Truncated: true));
    }

    [Fact]
    public async Task Output_is_cut_between_characters()
    {
        var result = await Shell.RunAsync(new ShellCommand(ShellScript.Of($"printf %s {"aé世🚀"}")) { OutputLimit = 9 });
        result.ShouldBe(new ShellResult(0, "aé世", "", Truncated: true));
    }

    [Fact]
    public async Task Big_output_arrives_whole()
    {
        var result = await Run(ShellScript.Of($"seq 1 200000"));
        result.Output.Length.ShouldBe(1288895);
        result.Output.ShouldEndWith("\n200000\n");
    }

    [Fact]
    public async Task A_time_limit_ends_the_script_and_its_grandchildren()
    {
        var lockFile = Path.Combine(folder, "held");
        var script = ShellScript.Of($"sh -c 'sh -c '\\''flock -x 9; echo held; sleep 600'\\'' & sleep 600' 9> {lockFile}");
        var fault = await Should.ThrowAsync<ShellException>(
            Shell.RunAsync(new ShellCommand(script) { Timeout = TimeSpan.FromSeconds(0.5) }));
        fault.Transient.ShouldBeFalse();
        fault.Message.ShouldContain("0.5 s");
        (await Run(ShellScript.Of($"flock -w 30 -x {lockFile} echo free"))).Output.ShouldBe("free\n");
    }

    [Fact]
    public async Task A_cancellation_ends_the_script()
    {
        var lockFile = Path.Combine(folder, "held");
        using var cancel = new CancellationTokenSource();
        var running = Shell.RunAsync(new ShellCommand(ShellScript.Of($"exec 9> {lockFile}; flock -x 9; touch {lockFile}.taken; sleep 600")), cancel.Token);
        await Eventually.BeTrueAsync(() => File.Exists($"{lockFile}.taken"));
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        (await Run(ShellScript.Of($"flock -w 30 -x {lockFile} echo free"))).Output.ShouldBe("free\n");
    }

    [Fact]
    public async Task Many_commands_run_side_by_side()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Run(ShellScript.Of($"echo {i}"))));
        results.Select(r => r.Output).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}\n"));
    }

    protected Task<ShellResult> Run(ShellScript script) => Shell.RunAsync(new ShellCommand(script));
}
