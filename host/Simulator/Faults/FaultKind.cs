namespace Pipeline.Host.Simulator.Faults;

/// <summary>What can go wrong on a simulated node.</summary>
public enum FaultKind
{
    /// <summary>A port is down and comes back after a flip.</summary>
    NicDown,

    /// <summary>A port is down for good.</summary>
    NicDead,

    /// <summary>Ports need long to come up after a flip.</summary>
    NicSlow,

    /// <summary>Step 2 of a calibration runs out of device memory.</summary>
    OutOfMemory,

    /// <summary>A calibration dies while it measures.</summary>
    Crash,

    /// <summary>A calibration dies while it quantizes.</summary>
    QuantizeCrash,

    /// <summary>A calibration hangs in the set-up of the collective communication.</summary>
    Hang,

    /// <summary>A node other than the head leaves the Ray cluster during a calibration.</summary>
    WorkerLeaves,

    /// <summary>The shared disk is full: measurement files are cut off and step 3 fails.</summary>
    DiskFull,

    /// <summary>A rank's measurement files are cut off although the calibration ends well.</summary>
    Truncate,

    /// <summary>A rank writes no measurement files although the calibration ends well.</summary>
    MissingRank,

    /// <summary>A card is not there.</summary>
    CardMissing,

    /// <summary>A process of somebody else holds a card's memory.</summary>
    CardBusy,

    /// <summary>An internal port of a card is down.</summary>
    LinkDown,

    /// <summary>The node's driver is of another release.</summary>
    DriverMismatch,

    /// <summary>The node's Python differs in the patch level.</summary>
    PythonMismatch,

    /// <summary>The node's vLLM is of another version.</summary>
    VllmMismatch,

    /// <summary>The node's Gaudi plugin is of another version.</summary>
    PluginMismatch,

    /// <summary>The node's Neural Compressor is of another version.</summary>
    IncMismatch,

    /// <summary>The shared file system has next to no room, as <c>df</c> tells on that node.</summary>
    DiskLow,

    /// <summary>Docker is not installed.</summary>
    DockerMissing,

    /// <summary>Docker does not know the habana runtime.</summary>
    RuntimeMissing,

    /// <summary>Port 6379 is held by another program.</summary>
    RayPortBusy,

    /// <summary>Ray that no run started runs on the node.</summary>
    ForeignRay,

    /// <summary>The node appears in the Ray cluster long after its <c>ray start</c>.</summary>
    RayLate,

    /// <summary>The node's interface to the others is down.</summary>
    InterfaceDown,

    /// <summary>The node's Ray is of another version.</summary>
    RayMismatch,

    /// <summary>Everything takes longer.</summary>
    Slow,

    /// <summary>The node restarts now: processes end, containers stop, ports are down until they are brought up.</summary>
    Reboot,
}
