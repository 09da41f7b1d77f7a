using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What the Gaudi driver, its tools and the PyTorch bridge print when a card cannot be used or is full.</summary>
internal static class DeviceFailures
{
    private const string FreeCards =
        "Find the holder with `sudo hl-smi` on the host, end it, and wait until the cards show idle memory; check HABANA_VISIBLE_DEVICES.";

    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(OutOfMemory, @"MODULE:PT_DEVMEM Allocation failed for size::\d+ \((\d+)\)\s?MB", "The cards' memory is full: an allocation of $1 MB failed.", "") { Advice = MemoryAdvice.For },
        new(OutOfMemory, @"MODULE:PT_DEVMEM OOM: No enough memory for defragment", "The cards' memory is full and fragmented.", "Or lower --gpu-memory-utilization.") { Advice = MemoryAdvice.For },
        new(OutOfMemory, @"FATAL ERROR :: MODULE:PT_DEVMEM", "The cards' memory is full.", "") { Advice = MemoryAdvice.For },
        new(Configuration, @"Invalid server type \(([^)]*)\)", "The collective library of this Gaudi release does not know this server model ($1).", "Use a Gaudi release that supports the server."),
        new(Hardware, @"/hcl/src/.*The condition \[.*\] failed\.\s*(.*)", "The collective library failed on the cards: $1", "Check card status, ports and `dmesg`; compare the releases of driver and container."),
        new(Transient, @"synStatus=8 \[Device not found\]", "No free card was found: all are taken, or none is visible (synStatus 8).", FreeCards + " Right after another run ended, trying again helps."),
        new(Transient, @"synStatus=20 \[Device already acquired\]", "A card is in use by another process (synStatus 20).", FreeCards),
        new(Configuration, @"synStatus=26 \[Generic failure\] Device acquire failed", "The cards could not be acquired (synStatus 26).", "Compare the driver's release on the host with the container's and use the image of the driver's release; else read the line above it and `dmesg`."),
        new(Hardware, @"synStatus=(\d+) \[([^\]]*)\]", "A card failed: $2 (synStatus $1).", "Check card status and `dmesg`; compare the releases of driver and container."),
        new(Transient, @"Unsupported device: the device type is 7", "The process got no usable card.", "Try again; if it stays, check the cards' status."),
        new(Hardware, @"(Failed to communicate with Device CPU|Device is NOT usable)", "A card failed in the driver: $1.", "Power-cycle the node and look in `dmesg`."),
        new(Configuration, @"habanalabs driver is not loaded", "The Gaudi driver is not loaded.", "On a host: `sudo modprobe habanalabs_en habanalabs_cn habanalabs`. In a container: start it with --runtime=habana from an image with the Gaudi software."),
        new(Configuration, @"hl-smi: (?:command )?not found", "hl-smi is not installed.", "Install the Gaudi software (packages habanalabs-firmware-tools and habanalabs-tools) on the node."),
        new(Configuration, @"No module named 'habana_frameworks", "Python has no Gaudi framework (habana_frameworks).", "Run the step inside the Gaudi PyTorch container."),
        new(Unknown, @"FATAL ERROR :: MODULE:(PT_\w+)", "The Gaudi bridge failed in $1.", "Try eager mode (-e); check that driver, container image and plugin are of one release; keep the log."),
        new(Configuration, @"Invalid device type: (g\S*)\. Allowed devices", "The device type could not be detected ($1).", "The reason stands in the lines before. Usual: not inside the Gaudi container, or the cards are busy.") { Depth = Depth.Consequence },
    ];
}
