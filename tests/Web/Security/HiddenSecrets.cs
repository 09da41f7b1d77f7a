using System.Net.Http.Json;
using System.Text;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Security;

/// <summary>Secrets of the host are nowhere but where they were given: not even when a tool on a node prints one.</summary>
public sealed class HiddenSecrets
{
    private const string ChatPath = "services/T000/B000/a-chat-address-is-a-secret";
    private const string Signing = "the signing secret under test";
    private const string Token = "the collector token under test";

    [Fact]
    public async Task Secrets_are_in_no_database_log_page_or_answer()
    {
        using var receiver = new Receiver { Status = 410 };
        using var config = new SettingsFile($$"""
            { "Notifications": { "Targets": { "ops": { "Url": "{{receiver.Address}}{{ChatPath}}", "Secret": "{{Signing}}" } } },
              "Telemetry": { "Otlp": { "Endpoint": "{{receiver.Address}}", "Token": "{{Token}}" } } }
            """);
        await using var host = await ServingHost.StartAsync("--config", config.Path);
        string[] secrets = [ServingHost.HookSecret, $"{receiver.Address}{ChatPath}", Signing, Token, host.AdminKey];
        Leak(host, secrets[..4]);
        var admin = host.Admin();
        (await admin.PostAsJsonAsync("/api/runs", new { pipeline = "UnifyExisting", inputs = new { measurements = $"/x/{Signing}", ranks = 1 } })).StatusCode
            .ShouldBe(System.Net.HttpStatusCode.BadRequest, "inputs are stored and shown");

        var run = (await (await admin.PostAsJsonAsync("/api/runs", new { pipeline = "NodeHealthCheck", inputs = new { } })).JsonAsync()).GetProperty("run").GetString()!;
        await receiver.UntilAsync(r => r.Path.EndsWith(ChatPath, StringComparison.Ordinal) && r.Text.Contains(run, StringComparison.Ordinal));
        var log = await admin.GetStringAsync($"/api/runs/{run}/logs/CheckPrerequisites");
        log.ShouldContain("leaked: ***");
        string[] shown = [log, await admin.GetStringAsync($"/api/runs/{run}"), await admin.GetStringAsync("/api/audit"), await admin.GetStringAsync("/metrics"), await PageAsync(host, run)];
        (await host.StopAsync()).ShouldBe(0);

        foreach (var secret in secrets)
        {
            shown.ShouldAllBe(text => !text.Contains(secret, StringComparison.Ordinal));
            receiver.All.ShouldAllBe(r => !r.Text.Contains(secret, StringComparison.Ordinal));
            host.Errors.ShouldNotContain(secret);
            foreach (var file in Directory.GetFiles(host.Data))
                (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"a secret is in {file}");
        }
    }

    [Fact]
    public async Task The_data_folder_is_its_owners_alone()
    {
        await using var host = await ServingHost.StartAsync();

        File.GetUnixFileMode(host.Data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        foreach (var file in Directory.GetFiles(host.Data))
            (File.GetUnixFileMode(file) & others).ShouldBe(UnixFileMode.None, file);
    }

    /// <summary>Lets a tool of the nodes print secrets, as one does that shows its environment.</summary>
    private static void Leak(ServingHost host, IEnumerable<string> secrets)
    {
        foreach (var tool in Directory.GetFiles(Path.Combine(host.Data, "nodes"), "hl-smi", SearchOption.AllDirectories))
        {
            var lines = File.ReadAllLines(tool).ToList();
            lines.InsertRange(1, secrets.Select(s => $"echo 'leaked: {s}' >&2"));
            File.WriteAllLines(tool, lines);
        }
    }

    private static async Task<string> PageAsync(ServingHost host, string run)
    {
        var login = await host.Client().PostAsync("/login", new FormUrlEncodedContent([new("key", host.AdminKey), new("next", "/")]));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/runs/{run}");
        request.Headers.Add("Cookie", login.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var page = await host.Client().SendAsync(request);
        page.EnsureSuccessStatusCode();
        return await page.Content.ReadAsStringAsync();
    }
}
