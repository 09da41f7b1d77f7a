using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Host.Benchmarks.Measurements;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>bench measurements</c>: how fast the transforms are, and how much memory they take.</summary>
internal static class BenchMeasurementsCommand
{
    /// <summary>What <c>./pipeline</c> names itself by, so that its own start counts too.</summary>
    private const string ProgramVariable = "PIPELINE_COMMAND";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var small = new Option<bool>("--small") { Description = "Small models, once each: to see that it works, not how fast" };
        return factory.Make("measurements", "Measure the transforms of measurement files on made-up models", [small], async (context, cancellationToken) =>
        {
            IReadOnlyList<string> program = Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } command ? [command] : context.Services.HostCommand;
            using var benchmark = new MeasurementBenchmark(program, context.Parsed.GetValue(small), line => context.Console.Error.WriteLine($"{line} …"));
            var figures = await benchmark.RunAsync(cancellationToken);
            if (context.Json)
                context.Object(JsonSerializer.SerializeToNode(figures, Options)!);
            else
                context.Lines(Describe(figures));
            return ExitCodes.Success;
        });
    }

    private static IEnumerable<string> Describe(MeasurementFigures figures)
    {
        foreach (var f in figures.Transforms)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{f.Name}: {f.InputBytes / 1e6:0.0} MB of JSON in, {f.OutputBytes / 1e6:0.0} MB out");
            yield return $"  {"process",-11}{Text(f.Process)}, peak {f.PeakMebibytes.ToString("0.0", CultureInfo.InvariantCulture)} MiB";
            yield return $"  {"in process",-11}{Text(f.InProcess)}, {f.MegabytesPerSecond.ToString("0", CultureInfo.InvariantCulture)} MB of input a second";
            yield return $"  {"limit",-11}{Text(f.Limit)}: {(f.Bound == Bound.Writing ? "writing the output's bytes" : "reading and tokenising the input")}; "
                + string.Create(CultureInfo.InvariantCulture, $"in process {f.TimesLimit:0.0} times that, cpu {f.TimesLimitCpu:0.0} times");
            if (f.Official is { } official)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {"script",-11}{official.Seconds,7:0.000} s, cpu {official.CpuSeconds,7:0.000} s: the process takes {f.FewerCpuSeconds:0.0} times less cpu; in process {f.FasterInProcess:0.0} times faster than the script's cpu time");
        }
        yield return "process: start-up included; in process: warm; script: the official Python script, measured in August 2026 on 2 cores";
        yield return figures.Numpy is { } numpy ? $"python3 starts with numpy in {Text(numpy).Trim()}" : "python3 with numpy is not here to compare with";
    }

    private static string Text(Usage usage) => string.Create(CultureInfo.InvariantCulture, $"{usage.Seconds,7:0.000} s, cpu {usage.CpuSeconds,7:0.000} s");
}
