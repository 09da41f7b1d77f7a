using System.Globalization;
using Pipeline.Host.Simulator.Devices;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>manage_network_ifs.sh</c>: status of the external ports, and toggling them. Exit code 0 says nothing about ports.</summary>
internal static class ManageNetworkIfs
{
    private const string Usage = """
        usage: manage_network_ifs.sh [options]

        options:

               --up         toggle up all interfaces
               --down       toggle down all interfaces
               --status     print status of all interfaces
               --no-ip      don't change IPs on toggle up (can be used with --up only)
          -v,  --verbose    print more logs
          -h,  --help       print this help
        """;

    private static readonly string[] Known = ["--up", "--down", "--status", "--no-ip", "--gaudi2", "-v", "--verbose", "-h", "--help"];

    /// <summary>Seconds at the default pace until ports are up after <c>--up</c>.</summary>
    private const double Settling = 2;

    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        if (context.Arguments.FirstOrDefault(word => !Known.Contains(word)) is { } bad) return context.Fail($"bad argument '{bad}'\n{Usage}");
        bool up = context.Arguments.Contains("--up"), down = context.Arguments.Contains("--down"), status = context.Arguments.Contains("--status");
        if (context.Arguments.Contains("-h") || context.Arguments.Contains("--help")) return context.Print(Usage);
        if (up && down) return context.Fail("up and down flags can't be combined together");
        if (status && context.Arguments.Count > 1) return context.Fail("status flag can't be combined with other flags");
        if (status) return Status(context);
        if (!up && !down) return context.Fail(Usage);

        NetworkPorts ports = new(context.Node, context.Clock);
        int interfaces = NetworkPorts.CardsOf(context.Node).Count() * DeviceProfile.ExternalPorts.Length;
        if (interfaces == 0) return context.Fail("Warning: no habanalabs network interfaces were detected");
        if (down) ports.Down();
        await ShowProgressAsync(context, up ? "up" : "down", redraws: interfaces / 2 + 10);
        if (up) ports.Up(context.Pace.Span(Settling));
        return context.Print($"{interfaces} habanalabs network interfaces were toggled {(up ? "up" : "down")}");
    }

    private static int Status(ToolContext context)
    {
        NetworkPorts ports = new(context.Node, context.Clock);
        HashSet<int> present = [.. NetworkPorts.CardsOf(context.Node).Select(card => card.Index)];
        for (int card = 0; card < context.Node.Cards; card++)
        {
            if (!present.Contains(card))
            {
                context.Out.WriteLine($"accel{card} doesn't exist");
                continue;
            }
            context.Out.WriteLine($"accel{card}");
            Print(context, "up", [.. DeviceProfile.ExternalPorts.Where(port => ports.IsUp(card, port))]);
            Print(context, "down", [.. DeviceProfile.ExternalPorts.Where(port => !ports.IsUp(card, port))]);
        }
        return 0;
    }

    private static void Print(ToolContext context, string state, int[] ports)
    {
        if (ports.Length > 0) context.Out.WriteLine($"{ports.Length} ports {state} ({string.Join(", ", ports)})");
    }

    private static async Task ShowProgressAsync(ToolContext context, string word, int redraws)
    {
        const int width = 40;
        for (int i = 1; i <= redraws; i++)
        {
            int filled = width * i / redraws;
            string bar = new string('#', filled) + new string('-', width - filled);
            context.Out.Write(string.Create(CultureInfo.InvariantCulture, $"\r{word} : [{bar}] {100 * i / redraws}%"));
            await context.WaitAsync(0.02);
        }
        context.Out.WriteLine();
    }
}
