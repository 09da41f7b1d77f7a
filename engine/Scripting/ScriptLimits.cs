namespace Pipeline.Engine.Scripting;

/// <summary>What one evaluation of an expression may use. Generous for a condition, small for a host that must go on.</summary>
public sealed class ScriptLimits
{
    /// <summary>Longest expression, in characters.</summary>
    public const int MaxSource = 64 * 1024;

    /// <summary>Longest text an expression may make, in characters.</summary>
    public const int MaxText = 4 * 1024 * 1024;

    /// <summary>Longest list an expression may make, and most members of a value that it gives back.</summary>
    public const int MaxItems = 200_000;

    /// <summary>Deepest nesting of calls.</summary>
    public const int MaxRecursion = 100;

    /// <summary>Deepest nesting of brackets in the source. Parsers recurse; a stack that overflows would end the process.</summary>
    public const int MaxNesting = 100;

    /// <summary>Longest that an expression may compute, in processor's time; by the clock on the wall five times as long. Default 2 s.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most memory that an expression may allocate, in bytes. Default 64 MiB.</summary>
    public long Memory { get; init; } = 64 * 1024 * 1024;

    /// <summary>Longest run of one regular expression. Default 0.5 s.</summary>
    public TimeSpan Regex { get; init; } = TimeSpan.FromSeconds(0.5);
}
