namespace Pipeline.Host.Cli;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A run failed or was cancelled, or the program itself failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line or its input cannot work.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
