using System.Globalization;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>A card and the process that holds it.</summary>
internal sealed record CardReading(Card Card, NodeProcess? Holder)
{
    /// <summary>Whether a process holds it.</summary>
    public bool IsBusy => Holder is not null;
}

/// <summary>The table that <c>hl-smi</c> prints without options.</summary>
internal static class HlSmiTable
{
    private const string CardRule = "|-------------------------------+----------------------+----------------------+";

    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Lines(string version, string driver, IReadOnlyList<CardReading> cards)
    {
        yield return "+-----------------------------------------------------------------------------+";
        yield return $"| HL-SMI Version:                              {version,-30} |";
        yield return $"| Driver Version:                                     {driver,-23} |";
        yield return $"| Nic Driver Version:                                 {driver,-23} |";
        yield return CardRule;
        yield return "| AIP  Name        Persistence-M| Bus-Id        Disp.A | Volatile Uncorr. ECC |";
        yield return "| Fan  Temp  Perf  Pwr:Usage/Cap|         Memory-Usage | AIP-Util  Compute M. |";
        yield return "|===============================+======================+======================|";
        foreach (CardReading reading in cards)
        {
            Card card = reading.Card;
            bool busy = reading.IsBusy;
            string memory = string.Create(CultureInfo.InvariantCulture, $"{card.UsedMiB(busy)}MiB / {card.Device.MemoryMiB}MiB");
            yield return $"| {card.Index,3}  {card.Device.Product,-18}  N/A  | {card.BusId}     N/A |                   0  |";
            yield return $"| N/A   {card.Temperature(busy)}C   N/A  {card.Power(busy),4}W / {card.Device.PowerCap}W | {memory,20} | {(busy ? 87 : 0),5}%           N/A |";
            yield return CardRule;
        }
        yield return "| Compute Processes:                                               AIP Memory |";
        yield return "|  AIP       PID   Type   Process name                             Usage      |";
        yield return "|=============================================================================|";
        foreach (CardReading reading in cards)
        {
            yield return reading.Holder is { } holder
                ? $"| {reading.Card.Index,3}   {holder.Id,8}    c      {"ray::RayWorkerWrapper",-37} {reading.Card.UsedMiB(true) + "MiB",-11}|"
                : $"| {reading.Card.Index,3}        N/A   N/A    {"N/A",-41}{"N/A",-11}|";
        }
        yield return "+=============================================================================+";
    }
}
