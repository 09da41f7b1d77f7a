namespace Pipeline.Activities.Gaudi.Cards;

/// <summary>One card as <c>hl-smi</c> lists it.</summary>
/// <param name="Index">The N of <c>/dev/accel/accelN</c>.</param>
/// <param name="ModuleId">The OAM slot, what HABANA_VISIBLE_MODULES takes; null when the card failed to come up.</param>
/// <param name="BusId">PCI address with domain, e.g. <c>0000:19:00.0</c>.</param>
/// <param name="Name">Product, e.g. <c>HL-225</c>.</param>
/// <param name="Uuid">Unique id of the card.</param>
/// <param name="MemoryTotalMiB">Device memory.</param>
/// <param name="MemoryUsedMiB">Device memory in use, by anybody.</param>
/// <param name="DriverVersion">Version of the host's driver.</param>
public sealed record Card(int Index, int? ModuleId, string BusId, string Name, string Uuid, long MemoryTotalMiB, long MemoryUsedMiB, string DriverVersion)
{
    // Idle use differs by some MiB between releases; a process takes far more.
    private const int IdleToleranceMiB = 256;

    /// <summary>The generation; null when the product is not known.</summary>
    public DeviceType? Device => DeviceType.Find(Name);

    /// <summary>Whether no process holds memory of the card.</summary>
    public bool IsIdle => Device is { } device && MemoryUsedMiB <= device.IdleMemoryMiB + IdleToleranceMiB;
}
