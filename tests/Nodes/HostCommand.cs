using System.Diagnostics;

namespace Pipeline.Tests.Nodes;

/// <summary>A command on this machine, as a user would type it.</summary>
internal static class HostCommand
{
    public static async Task<string> RunAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{script}: {error}");
        return await output;
    }
}
