using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Pool;

public sealed class NodePoolTests
{
    [Fact]
    public async Task A_pool_is_read_from_the_configuration()
    {
        await using var services = Services("""
            { "NodePool": { "Workspace": "/nfs/ws/", "Retry": { "Retries": 5 }, "Nodes": [
              { "Name": "gaudi-1", "Transport": "local", "Address": "10.0.0.1", "Device": "Gaudi2", "Cards": 4, "Labels": ["a", "b"],
                "Interface": "ens1", "PathPrefix": "/opt/sim/bin", "Container": { "Image": "img", "RunOptions": ["-v", "/x:/x"] } },
              { "Name": "gaudi-2", "Transport": "simulated" } ] } }
            """);
        var pool = services.GetRequiredService<INodePool>();
        pool.Workspace.ShouldBe("/nfs/ws");
        pool.Nodes.Select(n => n.Name).ShouldBe(["gaudi-1", "gaudi-2"]);
        var node = pool.Find("gaudi-1");
        (node.Address, node.Device, node.Cards, node.Interface, node.PathPrefix).ShouldBe(("10.0.0.1", "gaudi2", 4, "ens1", "/opt/sim/bin"));
        node.Labels.ShouldBe(["a", "b"]);
        (node.Container!.Image, node.Container.Name).ShouldBe(("img", "pipeline-gaudi"));
        node.Container.RunOptions.ShouldBe(["-v", "/x:/x"]);
        var other = pool.Find("gaudi-2");
        (other.Transport, other.Address, other.Device, other.Cards, other.Container).ShouldBe((Transport.Simulated, "127.0.0.1", null, 8, null));
        services.GetRequiredService<IOptions<NodePoolOptions>>().Value.Retry.Retries.ShouldBe(5);
    }

    [Fact]
    public async Task Every_fault_has_its_message()
    {
        await using var services = Services("""
            { "NodePool": { "Workspace": "ws", "Speed": "fast", "Nodes": [
              { "Name": "a" }, { "Name": "A" }, { "Name": "host" }, { "Name": "x y" }, { "Cards": 0 },
              { "Name": "b", "Transport": "carrier-pigeon", "Cards": "many", "Device": "h100", "PathPrefix": "bin", "Card": 8 },
              { "Name": "c", "Transport": "ssh", "Container": { "Name": "x" } } ] } }
            """);
        var faults = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<INodePool>()).Failures;
        faults.ShouldBe(
            [
                "NodePool:Nodes:5:Transport is 'carrier-pigeon'; it must be one of local, ssh, simulated.",
                "NodePool:Nodes:5:Cards is 'many'; it must be a whole number.",
                "NodePool:Nodes:5:Card is no known setting; there are Name, Transport, Address, Device, Cards, Labels, Interface, PathPrefix, Container.",
                "NodePool:Speed is no known setting; there are Workspace, Nodes, Retry.",
                "NodePool:Workspace is 'ws'; it must be an absolute path, the same on every node.",
                "NodePool:Nodes has 2 nodes named 'a'; names must be unique.",
                "NodePool:Nodes:2:Name is 'host', which stands for the machine of the host itself; choose another name.",
                "NodePool:Nodes:3:Name is 'x y'; use letters, digits, '.', '_' and '-' only.",
                "NodePool:Nodes:4:Name is missing; every node needs a name.",
                "NodePool:Nodes:4:Cards is 0; a node has at least one card.",
                "NodePool:Nodes:5:Device is 'h100'; it must be one of gaudi2, gaudi3, or left out to be detected.",
                "NodePool:Nodes:5:PathPrefix is 'bin'; it must be an absolute path.",
                "NodePool:Nodes:6:Transport is 'ssh', which this build does not have; it has local, simulated.",
                "NodePool:Nodes:6:Container:Image is missing; name the Gaudi image to run.",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_host_may_add_nodes()
    {
        await using var services = Services("""{ "NodePool": { "Workspace": "/ws" } }""", s => s.Configure<NodePoolOptions>(o => o.Nodes.Add(TestPool.Node("sim"))));
        services.GetRequiredService<INodePool>().Nodes.Single().Name.ShouldBe("sim");
    }

    [Fact]
    public async Task An_unknown_node_is_refused_with_those_there_are()
    {
        await using var pool = TestPool.Of("/ws", TestPool.Node("a"), TestPool.Node("b"));
        Should.Throw<KeyNotFoundException>(() => pool.Find("c")).Message.ShouldBe("There is no node 'c'; the pool has a, b.");
    }

    [Fact]
    public async Task A_node_has_one_shell_and_the_host_has_one_too()
    {
        await using var pool = TestPool.Of("/tmp", TestPool.Node("a") with { PathPrefix = "/opt/a" });
        pool.Shell("a").ShouldBeSameAs(pool.Shell("a"));
        var path = ShellScript.Of($"echo $PATH");
        (await pool.Shell("a").RunAsync(new ShellCommand(path))).Output.ShouldStartWith("/opt/a:");
        (await pool.Shell(INodePool.ControlNode).RunAsync(new ShellCommand(path))).Output.ShouldNotContain("/opt/a");
        pool.Find(INodePool.ControlNode).Cards.ShouldBe(0);
        pool.Nodes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Everything_is_registered_and_may_be_disposed()
    {
        var services = Services("""{ "NodePool": { "Workspace": "/ws" } }""");
        services.GetRequiredService<IJobs>().Folder("j").ShouldBe("/ws/.pipeline/jobs/j");
        var monitor = services.GetRequiredService<IJobMonitor>();
        services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().ShouldContain((Microsoft.Extensions.Hosting.IHostedService)monitor);
        await services.DisposeAsync();
    }

    private static ServiceProvider Services(string json, Action<IServiceCollection>? more = null)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        var services = new ServiceCollection().AddLogging().AddNodes(configuration.GetSection("NodePool"));
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
