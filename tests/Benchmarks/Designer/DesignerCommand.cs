using System.Globalization;

namespace Pipeline.Benchmarks.Designer;

/// <summary><c>designer [--rounds N] [--json]</c>: how soon Elsa Studio can be used on our host, beside the package alone.</summary>
internal static class DesignerCommand
{
    private const int Rounds = 5;

    /// <summary>Runs it; returns the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> options)
    {
        var json = options.Contains("--json");
        if (!TryReadRounds([.. options.Where(option => option != "--json")], out var rounds))
        {
            await Console.Error.WriteLineAsync("Use: designer [--rounds N] [--json], with N of 1 or more.");
            return 2;
        }

        using var stopping = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stopping.Cancel();
        };
        await using var benchmark = await DesignerBenchmark.PrepareAsync(Console.Error.WriteLine, stopping.Token);
        var figures = await benchmark.RunAsync(rounds, stopping.Token);
        Console.WriteLine(json ? figures.ToJson() : figures.ToTable());
        return 0;
    }

    private static bool TryReadRounds(IReadOnlyList<string> options, out int rounds)
    {
        rounds = Rounds;
        return options switch
        {
            [] => true,
            ["--rounds", var number] => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0,
            _ => false,
        };
    }
}
