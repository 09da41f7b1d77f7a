using System.Text;
using Microsoft.Extensions.Configuration;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Composition;

namespace Pipeline.Tests.Nodes.Pool;

/// <summary>Everything that is wrong with a pool is told at once, each fault with its remedy.</summary>
public sealed class PoolSettingsTests
{
    private const string Known = "/etc/passwd";

    [Fact]
    public void All_settings_are_read()
    {
        var (pool, faults) = Read($$"""
            { "Workspace": "/mnt/nfs", "Nodes": [ { "Name": "gaudi-1", "Transport": "ssh", "Address": "10.0.0.11", "Port": 2222, "User": "gaudi",
              "KeyFile": "{{Known}}", "KnownHosts": "{{Known}}", "JumpHost": "me@gate:23", "Device": "gaudi3", "Cards": 4, "Labels": ["a", "b"],
              "Interface": "ens1", "PathPrefix": "/opt/bin", "Container": { "Image": "img", "Name": "box", "RunOptions": ["-v", "/x:/x"] } } ],
              "Ssh": { "ConnectTimeout": "00:00:03", "Channels": 4 }, "Retry": { "Retries": 1 } }
            """);
        faults.ShouldBeEmpty();
        var node = pool.Nodes.ShouldHaveSingleItem();
        node.Transport.ShouldBe(Transport.Ssh);
        node.SshTarget.Jump!.ToString().ShouldBe("me@gate:23");
        node.Labels.ShouldBe(["a", "b"]);
        node.Container!.RunOptions.ShouldBe(["-v", "/x:/x"]);
        (node.Port, node.User, node.Cards, node.Container.Name).ShouldBe((2222, "gaudi", 4, "box"));
        (pool.Ssh.ConnectTimeout, pool.Ssh.Channels, pool.Retry.Retries).ShouldBe((TimeSpan.FromSeconds(3), 4, 1));
    }

    [Theory]
    [InlineData("\"Name\": \"gaudi-1\", \"Adress\": \"10.0.0.1\"", "NodePool:Nodes:0:Adress is no setting. Did you mean 'Address'?")]
    [InlineData("\"Name\": \"gaudi-1\", \"Transport\": \"shh\"", "one of local, ssh, simulated")]
    [InlineData("\"Name\": \"gaudi-1\", \"Cards\": \"eight\"", "NodePool:Nodes:0:Cards is 'eight'")]
    [InlineData("\"Name\": \"gaudi-1\", \"Cards\": 0", "has 0 cards")]
    [InlineData("\"Name\": \"gaudi-1\", \"Labels\": \"x\"", "a list is wanted")]
    [InlineData("\"Name\": \"gaudi-1\", \"Device\": \"gaudi4\"", "Use gaudi2 or gaudi3")]
    [InlineData("\"Name\": \"host\"", "'host' is no name")]
    [InlineData("\"Name\": \"gaudi-1\", \"Container\": { \"Imag\": \"x\" }", "Did you mean 'Image'?")]
    [InlineData("\"Name\": \"gaudi-1\", \"KeyFile\": \"/x\"", "Set \"Transport\": \"ssh\"")]
    [InlineData("\"Name\": \"gaudi-1\", \"Transport\": \"ssh\"", "has no Address")]
    [InlineData("\"Name\": \"gaudi-1\", \"Transport\": \"ssh\", \"Port\": 99999", "has the port 99999")]
    [InlineData("\"Name\": \"gaudi-1\", \"Transport\": \"ssh\", \"User\": \"a b\"", "has the user 'a b'")]
    [InlineData("\"Name\": \"gaudi-1\", \"Transport\": \"ssh\", \"KeyFile\": \"/nope\"", "KeyFile /nope, which does not exist")]
    [InlineData("\"Name\": \"gaudi-1\", \"Transport\": \"ssh\", \"KnownHosts\": \"/nope\"", "ssh-keyscan")]
    [InlineData("\"Name\": \"gaudi-1\", \"Transport\": \"ssh\", \"JumpHost\": \"a b:c\"", "[user@]host[:port]")]
    [InlineData("\"Name\": \"gaudi-1\", \"PathPrefix\": \"bin\"", "absolute path")]
    public void A_fault_of_a_node_names_value_and_remedy(string setting, string message) =>
        Read($$"""{ "Workspace": "/mnt/nfs", "Nodes": [ { {{setting}} } ] }""").Faults.ShouldContain(f => f.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void All_faults_are_told_at_once() =>
        Read("""{ "Workspce": "/x", "Nodes": [ { "Name": "a", "Cards": "x" }, { "Name": "a", "Cards": 0 } ], "Ssh": { "Channels": 0 } }""").Faults.Count.ShouldBe(6);

    private static (NodePoolOptions Pool, IReadOnlyList<string> Faults) Read(string pool)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "NodePool": {{pool}} }"""));
        return PoolSettings.Read(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("NodePool"));
    }
}
