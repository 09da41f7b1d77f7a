using Pipeline.Activities.Nodes.Shells;
using Pipeline.Tests.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>The shell over SSH keeps what every shell promises.</summary>
public sealed class SshShellTests : ShellConformance
{
    private readonly SshLaboratory lab = new();
    private IShell? shell;

    protected override IShell Shell => shell!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        shell = lab.Shell(lab.Target(await lab.ServerAsync()));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await lab.DisposeAsync();
    }
}
