namespace Pipeline.Host.Simulator.Tools;

/// <summary>One call of a tool: the node it runs on, its arguments, streams and environment.</summary>
internal sealed class ToolContext
{
    /// <summary>The node.</summary>
    public required SimulatedNode Node { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>What follows the name on the command line.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Standard output; written through at once.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The environment of the call.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder of the call.</summary>
    public required string Directory { get; init; }

    /// <summary>How long things take.</summary>
    public required Pace Pace { get; init; }

    /// <summary>Cancelled by SIGTERM or SIGINT.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A variable's value; null when unset or empty.</summary>
    public string? Variable(string name) => Environment.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>A path as the call means it.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Directory);

    /// <summary>Prints an error and gives the exit code.</summary>
    public int Fail(string message, int exitCode = 1)
    {
        Error.WriteLine(message);
        return exitCode;
    }

    /// <summary>Prints lines to standard output and gives exit code 0.</summary>
    public int Print(params IEnumerable<string> lines)
    {
        foreach (string line in lines) Out.WriteLine(line);
        return 0;
    }

    /// <summary>Waits so many seconds at the default pace.</summary>
    public Task WaitAsync(double seconds) => Pace.WaitAsync(seconds, Stop);

    /// <summary>The same call with other arguments or another folder.</summary>
    public ToolContext With(IReadOnlyList<string>? arguments = null, string? directory = null) => new()
    {
        Node = Node,
        Tool = Tool,
        Arguments = arguments ?? Arguments,
        Out = Out,
        Error = Error,
        Environment = Environment,
        Directory = directory ?? Directory,
        Pace = Pace,
        Stop = Stop,
        Clock = Clock,
    };
}
