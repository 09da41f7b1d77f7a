using System.Globalization;
using Pipeline.Workflows;

namespace Pipeline.Host.Runs;

/// <summary>A pipeline's inputs as read.</summary>
/// <param name="Values">A value for every input, defaults filled in. Where there is a fault, one that only serves to check the others.</param>
/// <param name="Faults">Every name or value that cannot be.</param>
internal sealed record InputReading(Dictionary<string, object?> Values, IReadOnlyList<string> Faults)
{
    /// <summary>Stands in for a text that is missing.</summary>
    public const string StandIn = "/missing-input";

    /// <summary>Whether a fault found in the values is the user's, not the stand-in's.</summary>
    public static bool IsMeant(string fault) => !fault.Contains(StandIn, StringComparison.Ordinal);
}

/// <summary>Reads <c>name=value</c> texts as a pipeline's inputs.</summary>
internal static class InputReader
{
    /// <summary>All inputs with their values, and all faults.</summary>
    public static InputReading Read(PipelineWorkflow pipeline, IReadOnlyDictionary<string, string> set)
    {
        var faults = new List<string>();
        var values = new Dictionary<string, object?>();
        foreach (var name in set.Keys.Where(n => pipeline.Inputs.All(i => i.Name != n)))
            faults.Add($"{pipeline.Name} has no input '{name}'.{Suggestion(name, pipeline)} Its inputs are {string.Join(", ", pipeline.Inputs.Select(i => i.Name))}.");
        foreach (var input in pipeline.Inputs)
        {
            if (!set.TryGetValue(input.Name, out var text) || (text.Length == 0 && input.Required))
            {
                if (input.Required)
                    faults.Add($"{input.Name} is missing: {input.Description} Give {input.Name}=…");
                values[input.Name] = input.Default ?? StandIn(input.Type);
            }
            else if (Parse(input.Type, text) is { } value)
            {
                values[input.Name] = value;
            }
            else
            {
                faults.Add($"{input.Name}={text}: not {Words(input.Type)}. {input.Description}");
                values[input.Name] = input.Default ?? StandIn(input.Type);
            }
        }

        return new InputReading(values, faults);
    }

    /// <summary>A type in the user's words.</summary>
    public static string Words(Type type) => type switch
    {
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(ICollection<int>) => "a list of whole numbers, with commas",
        _ when type == typeof(ICollection<string>) => "a list of words, with commas",
        _ => "text",
    };

    /// <summary>A value as a user would write it.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        IEnumerable<int> numbers => string.Join(',', numbers),
        IEnumerable<string> words => string.Join(',', words),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static object StandIn(Type type) => type == typeof(int) ? 1 : type == typeof(bool) ? false : InputReading.StandIn;

    private static object? Parse(Type type, string text)
    {
        if (type == typeof(string))
            return text;
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(bool))
            return text is "true" or "yes" or "1" ? true : text is "false" or "no" or "0" ? false : null;
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (type == typeof(ICollection<string>))
            return parts.ToList();
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (int?)null).ToList();
        return numbers.TrueForAll(n => n is not null) ? numbers.Select(n => n!.Value).ToList() : null;
    }

    private static string Suggestion(string name, PipelineWorkflow pipeline)
    {
        var near = pipeline.Inputs.Select(i => i.Name).MinBy(n => Distance(n.ToUpperInvariant(), name.ToUpperInvariant()));
        return near is not null && Distance(near.ToUpperInvariant(), name.ToUpperInvariant()) <= Math.Max(2, name.Length / 3) ? $" Did you mean '{near}'?" : "";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
