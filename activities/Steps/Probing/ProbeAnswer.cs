using System.Globalization;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>The sections that a probe printed.</summary>
/// <param name="Sections">Output and exit code by name.</param>
internal sealed record ProbeAnswer(IReadOnlyDictionary<string, ProbeSection> Sections)
{
    /// <summary>Reads a probe's output; sections that were cut off are left out.</summary>
    public static ProbeAnswer Parse(string output)
    {
        var sections = new Dictionary<string, ProbeSection>(StringComparer.Ordinal);
        string? name = null;
        var lines = new List<string>();
        foreach (var line in output.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            switch (line.Split(' '))
            {
                case [NodeProbe.Marker, "begin", var begun]:
                    (name, lines) = (begun, []);
                    break;
                case [NodeProbe.Marker, "end", var code] when name is not null && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var exitCode):
                    sections[name] = new ProbeSection(string.Join('\n', lines), exitCode);
                    name = null;
                    break;
                default:
                    lines.Add(line);
                    break;
            }
        }

        return new ProbeAnswer(sections);
    }

    /// <summary>A section; one that was not printed is empty and failed.</summary>
    public ProbeSection this[string name] => Sections.GetValueOrDefault(name) ?? new ProbeSection("", -1);

    /// <summary>Whether the section was asked for and answered.</summary>
    public bool Has(string name) => Sections.ContainsKey(name);
}

/// <summary>One answered question.</summary>
/// <param name="Output">What was printed.</param>
/// <param name="ExitCode">How the command ended.</param>
internal sealed record ProbeSection(string Output, int ExitCode)
{
    /// <summary>The lines that are not blank.</summary>
    public IReadOnlyList<string> Lines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
