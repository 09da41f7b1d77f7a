using Pipeline.Host.Simulator.Tools;

namespace Pipeline.Host.Simulator;

/// <summary>
/// <c>simulate tool</c>, which the shims of a simulated node call. It runs before anything else of the host is loaded, so
/// that a tool starts fast.
/// </summary>
public static class SimulatorEntry
{
    /// <summary>Runs what follows the word <c>simulate</c>: <c>tool NAME ARGUMENTS…</c>.</summary>
    /// <returns>The tool's exit code; 2 when no tool is named.</returns>
    public static int Run(string[] args)
    {
        if (args is ["tool", var tool, .. var arguments]) return ToolRunner.Run(tool, arguments);
        Console.Error.WriteLine("simulate tool NAME [ARGUMENTS…] is for the scripts in a simulated node's bin folder.");
        return 2;
    }
}
