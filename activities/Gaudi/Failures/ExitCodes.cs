namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What exit codes mean by themselves (shell and Docker conventions).</summary>
public static class ExitCodes
{
    /// <summary>The failure that the code means; null when the code alone says nothing, such as 1.</summary>
    /// <param name="code">Null when the process vanished without one.</param>
    public static Failure? Meaning(int? code) => code switch
    {
        null => new(FailureKind.Lost, "The process is gone and left no exit code.", "Check whether the node rebooted or the container was restarted, then retry."),
        124 => new(FailureKind.Timeout, "The command ran into its time limit (exit code 124).", "Raise the limit, or find out what it waits for."),
        125 => new(FailureKind.Configuration, "Docker refused to run the container (exit code 125).", "Read Docker's message in the log; check image, runtime and container name."),
        126 => new(FailureKind.Configuration, "The command cannot be executed (exit code 126).", "Check that the file is executable and made for this system."),
        127 => new(FailureKind.Configuration, "The command was not found (exit code 127).", "Install it on the node, or correct the path."),
        130 => new(FailureKind.Cancelled, "The process was interrupted (exit code 130, SIGINT).", "Start it again when wanted."),
        137 => new(
            FailureKind.OutOfMemory,
            "The process was killed (exit code 137, SIGKILL), most often by the host's out-of-memory killer.",
            "See `dmesg` for 'Out of memory'. FP8 loading puts the weights into host memory first: free or add memory (DeepSeek needs 1.5 TB a node)."),
        139 => new(FailureKind.Unknown, "The process crashed (exit code 139, segmentation fault).", "Check that driver, container image and plugin are of one release; keep the log."),
        143 => new(FailureKind.Cancelled, "The process was ended (exit code 143, SIGTERM).", "Start it again when wanted."),
        _ => null,
    };
}
