using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Hosting;

/// <summary>What <c>serve</c> prints: the first key, once; where it listens; that it stops.</summary>
internal sealed class Announcement(CliConsole console, bool json)
{
    private const string FirstKey = "first-admin";

    /// <summary>Makes the admin key of a folder that has none yet, and prints it. It is stored as a hash only: this is the one time it is seen.</summary>
    public async Task FirstKeyAsync(SecurityStore store)
    {
        if ((await store.Keys.ListAsync()).Count > 0)
            return;
        var (key, secret) = await store.Keys.AddAsync(FirstKey, Roles.Admin);
        await store.Audit.WriteAsync("pipeline serve", "key.add", key.Name, $"role {key.Role}");
        if (json)
            Print(new JsonObject { ["adminKey"] = secret, ["name"] = key.Name });
        else
            Print($"The admin key, shown this once: {secret}");
    }

    /// <summary>It answers.</summary>
    public void Serving(IReadOnlyList<string> urls, HostFacts facts)
    {
        if (json)
        {
            Print(new JsonObject { ["urls"] = Json.Words(urls), ["simulated"] = facts.Simulated, ["data"] = facts.DataFolder });
            return;
        }

        Print($"Pipeline {facts.Version} serves {string.Join(" and ", urls)} on {facts.DataFolder}; Ctrl-C stops it.");
        if (facts.Simulated)
            Print("No nodes are configured: it works on simulated ones. Describe yours in a settings file and give it with --config.");
    }

    /// <summary>It stops.</summary>
    public void Stopping()
    {
        if (!json)
            Print("Stopping; jobs on the nodes go on, and the next start takes their runs up.");
    }

    private void Print(JsonObject line) => Print(Json.Line(line));

    private void Print(string line)
    {
        console.Out.WriteLine(line);
        console.Out.Flush();
    }
}
