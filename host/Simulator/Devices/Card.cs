using System.Globalization;

namespace Pipeline.Host.Simulator.Devices;

/// <summary>One card of a node. Index (accelN), OAM slot and bus order differ, as on real servers.</summary>
/// <param name="Index">Number of <c>/dev/accel/accelN</c>.</param>
/// <param name="Device">Its generation.</param>
internal sealed record Card(int Index, DeviceProfile Device)
{
    private static readonly int[] Buses = [0x19, 0x43, 0x1a, 0x44, 0xb4, 0xb3, 0xcd, 0xcc];
    private static readonly int[] Modules = [3, 2, 1, 0, 7, 6, 5, 4];

    /// <summary>PCI address.</summary>
    public string BusId
    {
        get
        {
            int bus = Index < Buses.Length ? Buses[Index] : 0xd0 + Index;
            return string.Create(CultureInfo.InvariantCulture, $"0000:{bus:x2}:00.0");
        }
    }

    /// <summary>OAM slot, the number that HABANA_VISIBLE_MODULES takes.</summary>
    public int ModuleId => Index < Modules.Length ? Modules[Index] : Index;

    /// <summary>The card's UUID.</summary>
    public string Uuid => string.Create(CultureInfo.InvariantCulture, $"{Device.UuidPrefix}-{9 + Index:00}-07-{6 + ModuleId:00}");

    /// <summary>Serial number.</summary>
    public string Serial => string.Create(CultureInfo.InvariantCulture, $"AM{Device.TorchName[^1]}3{4027 + Index:000000}");

    /// <summary>Degrees Celsius; a little different per card and higher under load.</summary>
    public int Temperature(bool busy) => 28 + Index % 4 + (busy ? 27 : 0);

    /// <summary>Watts.</summary>
    public int Power(bool busy) => busy ? Device.PowerCap * 3 / 4 + Index : Device.IdlePower + Index % 4;

    /// <summary>Device memory in use; near full while a model is loaded.</summary>
    public int UsedMiB(bool busy) => busy ? Device.MemoryMiB - 5120 : Device.IdleMiB;
}
