using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What the system, the shell and Python print, whatever the tool.</summary>
internal static class SystemFailures
{
    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"No space left on device", "A disk or /dev/shm is full.", "Free space (`df -h`); run the container with --ipc=host."),
        new(Transient, @"Stale file handle", "The shared file system lost a file handle.", "Try again; remount the NFS export if it stays."),
        new(Configuration, @"Read-only file system", "A file system is mounted read-only.", "Mount it writable on every node."),
        new(OutOfMemory, @"(?:Cannot allocate memory|std::bad_alloc|^MemoryError)", "The host's memory is full.", "Free or add host memory; FP8 loading puts the weights there first."),
        new(Configuration, @"^(?:\S+/)?(?:ba|da)?sh: (?:line )?(?:\d+: )?([^:]+): (?:command )?not found", "The command '$1' was not found.", "Install it on the node, or correct the path."),
        new(Configuration, @"Syntax error: ""\("" unexpected", "The script needs bash.", "Run it with `bash -lc`."),
        new(Configuration, @"No such file or directory: '([^']+)'", "The file '$1' does not exist.", "Check the path; it must exist at the same place on every node."),
        new(Configuration, @"[Pp]ermission denied", "Access to a file was denied.", "Check that the container's user may write there (NFS root_squash maps root to nobody).") { Depth = Depth.Consequence },
        new(Transient, @"[Aa]ddress already in use", "A port is in use by another process.", "`ss -ltnp` tells which; stop it or use another port.") { Depth = Depth.Consequence },
        new(Unknown, @"^(?:[\w.]+\.)?\w+(?:Error|Exception)(?:: .+)?$", "$&", "Read the log from this line on.") { Depth = Depth.Symptom },
    ];
}
