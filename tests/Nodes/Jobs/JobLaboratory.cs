using System.Diagnostics;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Jobs;

/// <summary>A workspace with one node, and the jobs on it. Whatever still runs at the end is ended.</summary>
public sealed class JobLaboratory : IAsyncDisposable
{
    public const string Node = "gaudi-1";

    private readonly NodePool pool;
    private int count;

    public JobLaboratory()
    {
        Workspace = Directory.CreateTempSubdirectory("pipeline-jobs-").FullName;
        Tools = Directory.CreateDirectory(Path.Combine(Workspace, "bin")).FullName;
        pool = Nodes(Workspace, Tools);
        Jobs = new DetachedJobs(pool);
    }

    public string Workspace { get; }

    public string Tools { get; }

    public IJobs Jobs { get; }

    public INodePool Pool => pool;

    /// <summary>As another host process would see the same jobs.</summary>
    public IJobs OtherHost() => new DetachedJobs(Nodes(Workspace, Tools));

    public static NodePool Nodes(string workspace, string? tools = null) =>
        new(new NodePoolOptions { Workspace = workspace, Nodes = [new NodeDefinition { Name = Node, PathPrefix = tools }] }, TimeProvider.System);

    public JobSpec Spec(ShellScript script) => new($"job-{++count}", Node, script);

    public string InFolder(JobSpec job, string file) => Path.Combine(Jobs.Folder(job.Id), file);

    public async Task<JobReading> ReadAsync(JobSpec job, long offset = 0, int maxLogBytes = 256 * 1024) =>
        (await Jobs.ReadAsync(Node, [new JobPosition(job.Id, offset, job)], maxLogBytes))[0];

    public async Task<JobReading> EndAsync(JobSpec job)
    {
        JobReading? reading = null;
        await Eventually.BeTrueAsync(async () => (reading = await ReadAsync(job)).Status.State != JobState.Running);
        return reading!;
    }

    public async Task<JobReading> RunAsync(JobSpec job)
    {
        await Jobs.StartAsync(job);
        return await EndAsync(job);
    }

    public int ProcessOf(JobSpec job) => int.Parse(File.ReadAllText(InFolder(job, "pid")).Split(' ')[0]);

    public static bool GroupLives(int leader) => Sh($"kill -0 -{leader}") == 0 && Sh($"ps -o stat= -g {leader} | grep -qv Z") == 0;

    public static int Sh(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Puts a tool on the node's PATH.</summary>
    public void Tool(string name, string script)
    {
        var path = Path.Combine(Tools, name);
        File.WriteAllText(path, script);
        Sh($"chmod +x {path}");
    }

    public async ValueTask DisposeAsync()
    {
        var root = Path.Combine(Workspace, ".pipeline", "jobs");
        foreach (var job in Directory.Exists(root) ? Directory.GetDirectories(root) : [])
            await Jobs.CancelAsync(Node, Path.GetFileName(job), TimeSpan.Zero);
        await pool.DisposeAsync();
        Directory.Delete(Workspace, recursive: true);
    }
}
