using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Tests.Unit.Steps.Mechanism;

public sealed class ServingProbeTests
{
    [Theory]
    [InlineData(":")]
    [InlineData("command() { [ $2 != curl ]; }")]
    public async Task An_address_is_vacant_when_nobody_listens_there(string before)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var taken = ExitCodeAsync(before, port);
        using (await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30)))
        {
            // Answered with nothing.
        }

        (await taken).ShouldBe(1);
        listener.Stop();
        (await ExitCodeAsync(before, port)).ShouldBe(0);
    }

    private static async Task<int> ExitCodeAsync(string before, int port)
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"{before}\n{ServingProbe.Vacancy("127.0.0.1", port).Text}"]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return shell.ExitCode;
    }
}
