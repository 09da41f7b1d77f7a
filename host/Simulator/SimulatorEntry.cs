using Pipeline.Host.Simulator.Tools;

namespace Pipeline.Host.Simulator;

/// <summary>
/// <c>simulate …</c> on the command line. <c>simulate tool</c> is what the shims call, so nothing else of the host may be
/// loaded before it.
/// </summary>
public static class SimulatorEntry
{
    private const string Usage = """
        usage: pipeline simulate node DIR --name NAME --device gaudi2|gaudi3 [--cards 8] [--address A] [--cluster DIR] [--speed FACTOR]
               pipeline simulate fault DIR FAULT     DIR = a node's folder, or the folder of a cluster's nodes
        """;

    /// <summary>Runs what follows the word <c>simulate</c>.</summary>
    /// <returns>The exit code: a tool's own, else 0, or 2 for bad input.</returns>
    public static int Run(string[] args)
    {
        if (args is ["tool", var tool, .. var arguments]) return ToolRunner.Run(tool, arguments);
        try
        {
            switch (args)
            {
                case ["node", var directory, .. var options]:
                    CreateNode(directory, Options(options));
                    return 0;
                case ["fault", var directory, var word]:
                    SimulatedCluster.InjectFault(directory, word);
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (SimulatorException error)
        {
            Console.Error.WriteLine(error.Message);
            return 2;
        }
    }

    private static void CreateNode(string directory, Dictionary<string, string> options)
    {
        string cards = options.GetValueOrDefault("cards", "8");
        SimulatedNode node = SimulatedNode.Create(
            directory,
            options.GetValueOrDefault("name") ?? Path.GetFileName(Path.GetFullPath(directory)),
            options.GetValueOrDefault("device", "gaudi2"),
            int.TryParse(cards, out int count) ? count : throw new SimulatorException($"--cards takes a number, not '{cards}'."),
            options.GetValueOrDefault("address", "127.0.0.1"),
            options.GetValueOrDefault("cluster"));
        if (options.TryGetValue("speed", out string? speed))
        {
            node.SetSpeed(double.TryParse(speed, System.Globalization.CultureInfo.InvariantCulture, out double factor) ? factor : 0);
        }
        Console.WriteLine($"{node.Name}: {node.Cards} x {node.Profile.Product} at {node.Address}. Its tools: export PATH={node.Bin}:$PATH");
    }

    private static Dictionary<string, string> Options(string[] words)
    {
        string[] known = ["name", "device", "cards", "address", "cluster", "speed"];
        Dictionary<string, string> options = [];
        for (int i = 0; i < words.Length; i += 2)
        {
            string name = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i][2..] : "";
            if (!known.Contains(name)) throw new SimulatorException($"Unknown option '{words[i]}'.\n{Usage}");
            if (i + 1 == words.Length) throw new SimulatorException($"Option {words[i]} takes a value.\n{Usage}");
            options[name] = words[i + 1];
        }
        return options;
    }
}
