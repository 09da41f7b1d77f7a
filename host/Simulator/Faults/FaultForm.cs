namespace Pipeline.Host.Simulator.Faults;

/// <summary>How a fault is written: its word and the parts after it.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Word">First part.</param>
/// <param name="Node">Whether a node's name follows.</param>
/// <param name="Number">Name of the number that follows; null when none does.</param>
/// <param name="Help">What it does, in a few words.</param>
internal sealed record FaultForm(FaultKind Kind, string Word, bool Node, string? Number, string Help)
{
    /// <summary>All faults there are.</summary>
    public static readonly IReadOnlyList<FaultForm> All =
    [
        new(FaultKind.NicDown, "nic-down", true, "port", "a port is down until a flip; port = card 0-7 or port number 8, 22, 23 (that port of every card)"),
        new(FaultKind.NicDead, "nic-dead", true, "port", "a port is down for good"),
        new(FaultKind.NicSlow, "nic-slow", true, "seconds", "ports come up so long after --up"),
        new(FaultKind.OutOfMemory, "oom", false, null, "step 2 runs out of device memory"),
        new(FaultKind.Crash, "crash-at", false, "percent", "step 2 dies at that part of measuring"),
        new(FaultKind.QuantizeCrash, "quantize-crash", false, null, "step 4 dies while it loads the model"),
        new(FaultKind.Hang, "hang", false, null, "step 2 stops after the ranks are set up"),
        new(FaultKind.WorkerLeaves, "worker-leaves", false, null, "a worker node leaves Ray while measuring"),
        new(FaultKind.DiskFull, "disk-full", false, null, "measurement files are cut off, step 3 fails"),
        new(FaultKind.Truncate, "truncate", false, "rank", "a rank's files are cut off, exit code 0"),
        new(FaultKind.MissingRank, "missing-rank", false, "rank", "a rank writes no files, exit code 0"),
        new(FaultKind.CardMissing, "card-missing", true, "card", "a card is not there"),
        new(FaultKind.CardBusy, "card-busy", true, "card", "a foreign process holds a card's memory"),
        new(FaultKind.LinkDown, "link-down", true, "card", "an internal port of a card is down"),
        new(FaultKind.DriverMismatch, "driver-mismatch", true, null, "the node's driver is of another release"),
        new(FaultKind.PythonMismatch, "python-mismatch", true, null, "the node's Python differs in the patch level"),
        new(FaultKind.VllmMismatch, "vllm-mismatch", true, null, "the node's vLLM is of another version"),
        new(FaultKind.PluginMismatch, "plugin-mismatch", true, null, "the node's Gaudi plugin is of another version"),
        new(FaultKind.IncMismatch, "inc-mismatch", true, null, "the node's Neural Compressor is of another version"),
        new(FaultKind.DiskLow, "disk-low", true, null, "df on the node tells 12 MiB of free space"),
        new(FaultKind.DockerMissing, "docker-missing", false, null, "docker is not installed"),
        new(FaultKind.RuntimeMissing, "runtime-missing", false, null, "docker lacks the habana runtime"),
        new(FaultKind.RayPortBusy, "ray-port-busy", false, null, "port 6379 is taken"),
        new(FaultKind.ForeignRay, "foreign-ray", true, null, "a Ray runs there that no run started"),
        new(FaultKind.RayLate, "ray-late", true, "seconds", "the node joins Ray so long after ray start"),
        new(FaultKind.InterfaceDown, "interface-down", true, null, "eth0 is down"),
        new(FaultKind.RayMismatch, "ray-mismatch", false, null, "a worker node's Ray is of another version"),
        new(FaultKind.Slow, "slow", false, "factor", "everything takes so many times longer"),
        new(FaultKind.Reboot, "reboot", false, null, "the node restarts now"),
    ];

    /// <summary>The form as a user writes it.</summary>
    public string Usage => Word + (Node ? ":<node>" : "") + (Number is null ? "" : $":<{Number}>");
}
