using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Ssh;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>A pool of one node behind a real sshd, and the jobs on it.</summary>
internal sealed class SshServerNode : IAsyncDisposable
{
    public const string Name = "gaudi-1";

    private readonly SshLaboratory lab;
    private readonly NodePool pool;

    private SshServerNode(SshLaboratory lab, SshServer server)
    {
        (this.lab, Server) = (lab, server);
        pool = With(node => node);
        Jobs = new DetachedJobs(pool);
    }

    public SshServer Server { get; }

    public INodePool Pool => pool;

    public IJobs Jobs { get; }

    public static async Task<SshServerNode> StartAsync(SshLaboratory lab) => new(lab, await lab.ServerAsync());

    /// <summary>A pool with the same node, changed.</summary>
    public NodePool With(Func<NodeDefinition, NodeDefinition> change)
    {
        var target = lab.Target(Server);
        var node = new NodeDefinition
        {
            Name = Name,
            Transport = Transport.Ssh,
            Address = target.Host,
            Port = target.Port,
            KeyFile = target.KeyFile,
            KnownHosts = target.KnownHosts,
        };
        return new NodePool(new NodePoolOptions { Workspace = Directory.CreateDirectory(lab.In("workspace")).FullName, Nodes = [change(node)], Ssh = lab.Options }, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        var root = lab.In("workspace/.pipeline/jobs");
        foreach (var job in Directory.Exists(root) ? Directory.GetDirectories(root) : [])
            await Jobs.CancelAsync(Name, Path.GetFileName(job), TimeSpan.Zero);
        await pool.DisposeAsync();
    }
}
