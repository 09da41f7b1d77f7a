using System.Globalization;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>hl-smi</c>: table, CSV query, listing, link state and port kinds.</summary>
internal static class HlSmi
{
    private const string Driver = "1.24.1-3bf9e81";
    private const string Version = "hl-1.24.1-fw-62.3.0.0";

    private static readonly HashSet<string> WithValue =
        ["-Q", "--query-aip", "--query-gpu", "-f", "--format", "-i", "--id", "-n", "-P", "-d"];

    /// <summary>Runs the tool.</summary>
    public static Task<int> RunAsync(ToolContext context)
    {
        CommandLine line = new(context.Arguments, WithValue);
        List<CardReading> cards = [.. NetworkPorts.CardsOf(context.Node)
            .Where(card => line.Value("-i", "--id") is not { } bus || card.BusId.EndsWith(bus, StringComparison.OrdinalIgnoreCase))
            .Select(card => new CardReading(card, HolderOf(context, card)))];
        return Task.FromResult(Answer(context, line, cards));
    }

    private static string DriverOf(ToolContext context) => context.Node.Faults.Find(FaultKind.DriverMismatch) is null ? Driver : "1.23.0-ab12cd3";

    private static NodeProcess? HolderOf(ToolContext context, Card card) =>
        context.Node.Faults.All().Any(fault => fault.Kind == FaultKind.CardBusy && (int)fault.Number == card.Index)
            ? NodeProcess.Current
            : new RunningTools(context.Node).HolderOf(card.Index);

    private static int Answer(ToolContext context, CommandLine line, List<CardReading> cards)
    {
        if (line.Has("-v", "--version")) return context.Print($"HL-SMI Version: {Version}");
        if (cards.Count == 0) return context.Fail("No devices found");
        if (line.Value("-Q", "--query-aip", "--query-gpu") is { } fields) return Query(context, fields, line.Value("-f", "--format") ?? "csv", cards);
        if (line.Value("-n") is { } network) return Network(context, network, line.Value("-P"), cards);
        if (line.Has("-L", "-q")) return context.Print(Listing(context, cards));
        return context.Print(HlSmiTable.Lines(Version, DriverOf(context), cards));
    }

    private static int Query(ToolContext context, string fields, string format, List<CardReading> cards)
    {
        string[] names = fields.Split(',', StringSplitOptions.TrimEntries);
        string[] flags = format.Split(',', StringSplitOptions.TrimEntries);
        if (flags[0] != "csv") return context.Fail($"Invalid format: {format}");
        string now = context.Clock.GetUtcNow().ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture);
        foreach (string name in names)
        {
            if (Field(context, name, cards[0], now) is null) return context.Fail($"Field \"{name}\" is not a valid field to query.");
        }
        bool units = !flags.Contains("nounits");
        if (!flags.Contains("noheader"))
        {
            context.Out.WriteLine(string.Join(", ", names.Select(name => Field(context, name, cards[0], now)!.Value.Unit is { Length: > 0 } unit ? $"{name} [{unit}]" : name)));
        }
        return context.Print(cards.Select(card => string.Join(", ", names.Select(name =>
        {
            (string value, string unit) = Field(context, name, card, now)!.Value;
            return units && unit.Length > 0 ? $"{value} {unit}" : value;
        }))));
    }

    private static (string Value, string Unit)? Field(ToolContext context, string name, CardReading reading, string now)
    {
        Card card = reading.Card;
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        return name switch
        {
            "timestamp" => (now, ""),
            "name" => (card.Device.Product, ""),
            "bus_id" => (card.BusId, ""),
            "driver_version" => (DriverOf(context), ""),
            "temperature.aip" => (Text(card.Temperature(reading.IsBusy)), "C"),
            "module_id" => (Text(card.ModuleId), ""),
            "utilization.aip" => (reading.IsBusy ? "87" : "0", "%"),
            "memory.total" => (Text(card.Device.MemoryMiB), "MiB"),
            "memory.used" => (Text(card.UsedMiB(reading.IsBusy)), "MiB"),
            "memory.free" => (Text(card.Device.MemoryMiB - card.UsedMiB(reading.IsBusy)), "MiB"),
            "index" => (Text(card.Index), ""),
            "serial" => (card.Serial, ""),
            "uuid" => (card.Uuid, ""),
            "power.draw" => (Text(card.Power(reading.IsBusy)), "W"),
            "ecc.mode.current" or "ecc.mode.pending" => ("1", ""),
            _ when name.StartsWith("ecc.errors.", StringComparison.Ordinal) => ("0", ""),
            "stats.violation.power" or "stats.violation.thermal" => ("0", ""),
            _ => null,
        };
    }

    private static int Network(ToolContext context, string what, string? ports, List<CardReading> cards)
    {
        if (what is not ("link" or "ports")) return context.Fail($"Invalid network option: {what}");
        NetworkPorts network = new(context.Node, context.Clock);
        List<int> chosen = [];
        foreach (string word in (ports ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, out int number) || number is < 0 or >= DeviceProfile.Ports) return context.Fail($"Invalid port: {word}");
            chosen.Add(number);
        }
        foreach (CardReading reading in cards)
        {
            foreach (int port in Enumerable.Range(0, DeviceProfile.Ports))
            {
                bool external = DeviceProfile.ExternalPorts.Contains(port);
                if (chosen.Count > 0 ? !chosen.Contains(port) : what == "link" && external) continue;
                bool broken = port == 0 && context.Node.Faults.All().Any(fault => fault.Kind == FaultKind.LinkDown && (int)fault.Number == reading.Card.Index);
                string answer = what == "ports" ? external ? "external" : "internal"
                    : broken ? "DOWN"
                    : !external || network.IsUp(reading.Card.Index, port) ? "UP" : "DOWN";
                context.Out.WriteLine(what == "ports" ? $"port {port}: {answer}" : $"port {port,2}:        {answer}");
            }
        }
        return 0;
    }

    private static IEnumerable<string> Listing(ToolContext context, List<CardReading> cards)
    {
        yield return "================ HL-SMI LOG ================";
        yield return $"Timestamp                               : {context.Clock.GetUtcNow().ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture)}";
        yield return $"Driver Version                          : {DriverOf(context)}";
        yield return $"HL-SMI Version                          : {Version}";
        yield return $"Attached AIPs                           : {cards.Count}";
        foreach (CardReading reading in cards)
        {
            Card card = reading.Card;
            yield return $"[{card.Index}] AIP (accel{card.Index}) {card.BusId}";
            yield return $"        Product Name                    : {card.Device.Product}";
            yield return $"        Serial Number                   : {card.Serial}";
            yield return "        Module status                   : Operational";
            yield return $"        Module ID                       : {card.ModuleId}";
            yield return $"        AIP UUID                        : {card.Uuid}";
            yield return $"        Firmware [SPI] Version          : Preboot version hl-{card.Device.Name}-1.24.1-fw-62.3.0-sec-9";
            yield return $"        Device Id                       : 0x{card.Device.PciId.Replace(":", "", StringComparison.Ordinal)}";
            yield return $"        Bus Id                          : {card.BusId}";
            yield return "        Memory Usage";
            yield return $"                Total                   : {card.Device.MemoryMiB} MB";
            yield return $"                Used                    : {card.UsedMiB(reading.IsBusy)} MB";
        }
    }
}
