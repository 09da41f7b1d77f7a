using System.Diagnostics;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>A real ssh-agent.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly Process process;

    private TestAgent(Process process, string socket) => (this.process, Socket) = (process, socket);

    public string Socket { get; }

    public static async Task<TestAgent> StartAsync(string socket)
    {
        var process = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        await Eventually.BeTrueAsync(() => File.Exists(socket));
        return new TestAgent(process, socket);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
