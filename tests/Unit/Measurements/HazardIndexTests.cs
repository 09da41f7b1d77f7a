using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>docs/measurements.md is kept true: each hazard has its line, and each line its test.</summary>
public sealed partial class HazardIndexTests
{
    private const int Hazards = 43;

    [Fact]
    public void Every_hazard_has_a_line_and_a_test()
    {
        var root = Root();
        var tests = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => TestName().Matches(File.ReadAllText(path)).Select(match => (File: Path.GetFileNameWithoutExtension(path), Name: match.Groups[1].Value)))
            .ToList();
        var lines = File.ReadAllLines(Path.Combine(root, "docs", "measurements.md")).Select(line => Row().Match(line)).Where(match => match.Success).ToList();

        for (var hazard = 1; hazard <= Hazards; hazard++)
        {
            var line = lines.Find(match => Numbers().Matches(match.Groups[1].Value).Any(number => int.Parse(number.Value, CultureInfo.InvariantCulture) == hazard));
            line.ShouldNotBeNull($"hazard {hazard} has no line");
            var named = tests.Exists(test => HazardName().Matches(test.Name).Any(match => match.Groups[1].Value == hazard.ToString(CultureInfo.InvariantCulture)));
            var pointed = Pointer().Matches(line.Value).Any(match => tests.Contains((match.Groups[1].Value, match.Groups[2].Value)));
            (named || pointed).ShouldBeTrue($"hazard {hazard} has no test");
        }
    }

    [Fact]
    public void Every_official_case_is_a_test()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Root(), "tests", "Unit", "Measurements"), "*.cs").Select(File.ReadAllText));
        Golden.Cases.Where(name => !sources.Contains($"\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
        Golden.Cases.Count().ShouldBeGreaterThanOrEqualTo(28);
    }

    private static string Root([CallerFilePath] string? source = null) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));

    [GeneratedRegex(@"public (?:async Task|void|Task) (\w+)\(")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| ([0-9, ]+) \|.*")]
    private static partial Regex Row();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();

    [GeneratedRegex("(?:^|_)H([0-9]+)(?=_)")]
    private static partial Regex HazardName();

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex Pointer();
}
