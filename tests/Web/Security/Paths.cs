using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Tests.Web.Security;

/// <summary>Nothing of an address is ever a path on the machine.</summary>
[Collection(SharedHost.Name)]
public sealed class Paths(ServedHost shared)
{
    public static readonly TheoryData<string> Targets =
    [
        "/api/runs/..%2f..%2fetc%2fpasswd",
        "/api/runs/..%2fpipeline.db/logs",
        "/api/runs/%2e%2e%2fpipeline/logs/Calibrate",
        "/api/runs/0123456789abcdef/logs/..%2f..%2f..%2fetc%2fpasswd",
        "/api/runs/0123456789abcdef/logs/Calibrate?node=..%2f..%2fetc",
        "/api/runs/*",
        "/api/runs/%25",
        "/assets/..%2f..%2fappsettings.json",
        "/assets/%2e%2e/%2e%2e/Pipeline.Host.runtimeconfig.json",
        "/assets/..\\..\\appsettings.json",
        "/../../etc/passwd",
        "//etc/passwd",
        "/hooks/..%2fapi%2fruns",
    ];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_path_that_climbs_finds_nothing(string target)
    {
        var (status, body) = await GetAsync(target);

        status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed);
        body.ShouldNotContain("root:");
        body.ShouldNotContain("NodePool");
        body.ShouldNotContain(shared.Host.Data);
    }

    /// <summary>By hand: clients tidy addresses up before they send them.</summary>
    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string target)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(shared.Host.Address.Host, shared.Host.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {shared.Host.Address.Authority}\r\nX-Api-Key: {shared.Host.AdminKey}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        return ((HttpStatusCode)int.Parse(answer.Split(' ')[1]), answer);
    }
}
