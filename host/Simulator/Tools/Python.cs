using System.Text.RegularExpressions;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>
/// <c>python3</c> as far as the steps call it: the numbered calibration scripts, versions, device questions. All else
/// goes to the machine's own Python.
/// </summary>
internal static partial class Python
{
    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        IReadOnlyList<string> words = context.Arguments;
        if (words is ["-V" or "--version", ..]) return context.Print($"Python {Packages.PythonOf(context.Node)}");
        if (words is ["-m", "pip", ..]) return await Pip.RunAsync(context.With([.. words.Skip(2)]));
        if (words is ["-c", var code, ..]) return Inline(context, code) ?? await Passthrough.RunAsync(context);
        int script = words.TakeWhile(word => word.StartsWith('-')).Count();
        if (script == words.Count || !StepScript().IsMatch(words[script])) return await Passthrough.RunAsync(context);

        string path = words[script];
        if (!File.Exists(context.Resolve(path)))
            return context.Fail($"python3: can't open file '{context.Resolve(path)}': [Errno 2] No such file or directory", 2);
        return await CalibrationScripts.RunAsync(context.With([.. words.Skip(script + 1)]), StepScript().Match(path).Groups[1].Value);
    }

    /// <summary>Answers a one-line program that prints facts of the simulated node; null when it does more than that.</summary>
    private static int? Inline(ToolContext context, string code)
    {
        List<string> lines = [];
        foreach (string statement in code.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (statement.StartsWith("import ", StringComparison.Ordinal) || statement.StartsWith("from ", StringComparison.Ordinal)) continue;
            if (PrintCall().Match(statement) is not { Success: true } print) return null;
            List<string> values = [];
            foreach (string expression in print.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (Value(context, expression) is not { } value) return null;
                values.Add(value);
            }
            lines.Add(string.Join(' ', values));
        }
        return lines.Count == 0 ? null : context.Print(lines);
    }

    private static string? Value(ToolContext context, string expression)
    {
        if (VersionOf().Match(expression) is { Success: true } version)
        {
            string package = version.Groups[1].Success ? version.Groups[1].Value : version.Groups[2].Value;
            return Packages.Of(context.Node).GetValueOrDefault(package.Replace("vllm-gaudi", "vllm_gaudi", StringComparison.Ordinal));
        }
        return expression switch
        {
            _ when expression.EndsWith("get_device_name()", StringComparison.Ordinal) => context.Node.Profile.TorchName,
            _ when expression.EndsWith("device_count()", StringComparison.Ordinal) => $"{Devices.NetworkPorts.CardsOf(context.Node).Count()}",
            "platform.python_version()" or "sys.version.split()[0]" => Packages.PythonOf(context.Node),
            _ => null,
        };
    }

    [GeneratedRegex(@"(?:^|/)(step-[0-6]-[\w-]+\.py)$")]
    private static partial Regex StepScript();

    [GeneratedRegex(@"^print\((.*)\)$")]
    private static partial Regex PrintCall();

    [GeneratedRegex(@"^(?:(\w+)\.__version__|(?:\w+\.)*version\(['""]([\w-]+)['""]\))$")]
    private static partial Regex VersionOf();
}
