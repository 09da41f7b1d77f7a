namespace Pipeline.Activities.Measurements;

/// <summary>
/// The one error of this library: a measurement file, folder or option is not what it must be. The message names the
/// file and node concerned; <see cref="Remedy"/> says what to do about it.
/// </summary>
public sealed class MeasurementException : Exception
{
    /// <summary>Describes a problem without saying where.</summary>
    public MeasurementException(string message) : base(message)
    {
    }

    /// <summary>Describes a problem that another error caused.</summary>
    public MeasurementException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Describes a problem, where it is and what helps.</summary>
    public MeasurementException(string problem, string? file = null, string? node = null, string? remedy = null, Exception? inner = null)
        : base(Compose(problem, file, node, remedy), inner)
    {
        Problem = problem;
        File = file;
        Node = node;
        Remedy = remedy;
    }

    /// <summary>Creates an error without details; prefer the other constructors.</summary>
    public MeasurementException() : base("A measurement is not usable.")
    {
    }

    /// <summary>What is wrong, without place and remedy.</summary>
    public string? Problem { get; }

    /// <summary>Path of the file concerned, if one is.</summary>
    public string? File { get; }

    /// <summary>Module name of the node concerned, if one is.</summary>
    public string? Node { get; }

    /// <summary>What to do about it, as one sentence.</summary>
    public string? Remedy { get; }

    // Names and texts quoted from damaged files may be megabytes long.
    private const int MaxQuoted = 500;

    private static string Short(string text) => text.Length <= MaxQuoted ? text : $"{text[..MaxQuoted]}…";

    private static string Compose(string problem, string? file, string? node, string? remedy)
    {
        var place = file is null ? "" : $"{file}: ";
        var module = node is null ? "" : $"node '{Short(node)}': ";
        var advice = remedy is null ? "" : $" {remedy}";
        return $"{place}{module}{Short(problem)}{advice}";
    }
}
