using System.Globalization;

namespace Pipeline.Tests.Nodes.Machines;

/// <summary>Chooses addresses that nothing on this machine uses.</summary>
internal static class MachineNetwork
{
    private static readonly SemaphoreSlim Choosing = new(1);

    /// <summary>Makes a bridge with an address; returns the first three numbers of its network.</summary>
    public static async Task<string> MakeAsync(string bridge)
    {
        await Choosing.WaitAsync();
        try
        {
            var used = await HostCommand.RunAsync("ip -o -4 addr; ip -4 route");
            var network = Enumerable.Range(0, 256).Select(i => string.Create(CultureInfo.InvariantCulture, $"10.213.{(i + Environment.ProcessId) % 256}"))
                .First(n => !used.Contains($" {n}.", StringComparison.Ordinal));
            await HostCommand.RunAsync($"ip link add {bridge} type bridge && ip addr add {network}.1/24 dev {bridge} && ip link set {bridge} up");
            return network;
        }
        finally
        {
            Choosing.Release();
        }
    }
}
