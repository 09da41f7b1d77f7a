using CsCheck;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>Whatever a value holds, it arrives on the node as that text: as an argument, in a variable, in a path.</summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const int Samples = 60;

    private static readonly Gen<string> Syntax = Gen.OneOf(
        " ", "'", "\"", "\\", "$(touch /tmp/pwned)", "`id`", "${PATH}", "; rm -rf /", "&&", "|", "\n", "\r", "\t", "-", "--", "!", "!!", "#", "~", "*", "?", "[a]", "{1,2}",
        "%s", "\\0101", "\\c", "\\n", "=", "<", ">", "世界", "🚀", "\u0001", "\u007f", "\u00a0", "\u2028");

    private static readonly Gen<string> Any = Gen.OneOf(Syntax, Gen.String[Gen.Char['a', 'z'], 0, 4]).Array[0, 12].Select(string.Concat);

    private readonly SshLaboratory lab = new();
    private SshServerNode node = null!;

    public async ValueTask InitializeAsync() => node = await SshServerNode.StartAsync(lab);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task As_arguments_of_a_command() => await Any.Array[0, 5].SampleAsync(async values =>
    {
        var result = await node.Pool.Shell(SshServerNode.Name).RunAsync(new ShellCommand(ShellScript.Of($"printf '%s|' x {values}")));
        return result == new ShellResult(0, $"x|{string.Concat(values.Select(v => $"{v}|"))}", "");
    }, iter: Samples, threads: 1);

    [Fact]
    public async Task In_the_environment_and_the_working_folder_of_a_job()
    {
        var count = 0;
        var pathLike = Any.Where(text => text.Length > 0).Select(text => text.Replace('/', '_'));
        await Gen.Select(Any, pathLike).SampleAsync(async (value, name) =>
        {
            var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "folders", $"x{name}")).FullName;
            var job = new JobSpec($"hostile-{++count}", SshServerNode.Name, ShellScript.Of($"printf '%s|%s|%s' {value} \"$VALUE\" \"$(pwd; echo .)\""))
            {
                Environment = new Dictionary<string, string> { ["VALUE"] = value },
                WorkingDirectory = folder,
            };
            await node.Jobs.StartAsync(job);
            JobReading? end = null;
            await Eventually.BeTrueAsync(async () => (end = (await node.Jobs.ReadAsync(job.Node, [new JobPosition(job.Id, 0, job)]))[0]).Status.State != JobState.Running);
            return end!.Log == $"{value}|{value}|{folder}\n.";
        }, iter: Samples / 3, threads: 1);
    }

    [Fact]
    public async Task As_the_folder_put_first_on_the_PATH() => await Any.Select(text => $"/opt/{text.Replace(':', '_')}").SampleAsync(async prefix =>
    {
        await using var pool = node.With(n => n with { PathPrefix = prefix });
        var result = await pool.Shell(SshServerNode.Name).RunAsync(new ShellCommand(ShellScript.Of($"printf %s \"$PATH\"")));
        return result.Output.StartsWith($"{prefix}:/", StringComparison.Ordinal);
    }, iter: Samples / 6, threads: 1);
}
