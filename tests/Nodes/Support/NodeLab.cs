using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Support;

/// <summary>A pool of one local node on a workspace of its own.</summary>
internal sealed class NodeLab : IDisposable
{
    public NodeLab(ContainerDefinition? container = null)
    {
        Workspace = Directory.CreateTempSubdirectory("pipeline-nodes-").FullName;
        Directory.CreateDirectory(Tools);
        Pool = new NodePool(
            new NodePoolOptions
            {
                Workspace = Workspace,
                Nodes = [new NodeDefinition { Name = "n1", PathPrefix = Tools, Container = container }],
            },
            TimeProvider.System);
        Jobs = new DetachedJobs(Pool);
    }

    public string Workspace { get; }

    public string Tools => $"{Workspace}/tools";

    public NodePool Pool { get; }

    public DetachedJobs Jobs { get; }

    public static JobSpec Job(string id, ShellScript script) => new(id, "n1", script);

    public void Tool(string name, string script)
    {
        var path = $"{Tools}/{name}";
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public async Task<JobReading> Read(JobSpec job, long offset = 0) =>
        (await Jobs.ReadAsync("n1", [new JobPosition(job.Id, offset, job)]))[0];

    /// <summary>Reads until the job is in another state than running.</summary>
    public async Task<JobReading> End(JobSpec job)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        JobReading reading;
        while ((reading = await Read(job)).Status.State == JobState.Running)
            await Task.Delay(20, limit.Token);
        return reading;
    }

    public static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(20, limit.Token);
    }

    public void Dispose() => Directory.Delete(Workspace, recursive: true);
}
