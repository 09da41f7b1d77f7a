using System.Diagnostics;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>Calls that the simulator does not play: the machine's own tool of that name answers them.</summary>
internal static class Passthrough
{
    /// <summary>Runs the real tool with the same streams; 127 when there is none.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        string? real = (context.Variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").Split(':')
            .Where(folder => folder.Length > 0 && !SimulatedNode.Exists(Path.Combine(folder, "..")))
            .Select(folder => Path.Combine(folder, context.Tool))
            .FirstOrDefault(File.Exists);
        if (real is null) return context.Fail($"bash: {context.Tool}: command not found", 127);
        ProcessStartInfo start = new(real, context.Arguments) { WorkingDirectory = context.Directory };
        using Process process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(context.Stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode;
    }
}
