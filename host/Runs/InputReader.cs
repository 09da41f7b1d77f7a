using System.Collections;
using System.Globalization;
using System.Text.Json;
using Elsa.Expressions.Helpers;

namespace Pipeline.Host.Runs;

/// <summary>Inputs as read.</summary>
/// <param name="Values">A value for every input, defaults filled in. Where there is a fault, one that only serves to check the others.</param>
/// <param name="Faults">Every name or value that cannot be.</param>
internal sealed record InputReading(Dictionary<string, object?> Values, IReadOnlyList<string> Faults)
{
    /// <summary>Stands in for a text that is missing.</summary>
    public const string StandIn = "/missing-input";

    /// <summary>Whether a fault found in the values is the user's, not the stand-in's.</summary>
    public static bool IsMeant(string fault) => !fault.Contains(StandIn, StringComparison.Ordinal);
}

/// <summary>Reads <c>name=value</c> texts as inputs.</summary>
internal static class InputReader
{
    /// <summary>All inputs with their values, and all faults.</summary>
    /// <param name="workflow">What is to run, in the user's words.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="set">The texts.</param>
    public static InputReading Read(string workflow, IReadOnlyList<RunInput> inputs, IReadOnlyDictionary<string, string> set)
    {
        var faults = new List<string>();
        var values = new Dictionary<string, object?>();
        foreach (var name in set.Keys.Where(n => inputs.All(i => i.Name != n)))
            faults.Add($"{workflow} has no input '{name}'.{Suggestion(name, inputs)} {(inputs.Count == 0 ? "It takes none." : $"Its inputs are {string.Join(", ", inputs.Select(i => i.Name))}.")}");
        foreach (var input in inputs)
        {
            if (!set.TryGetValue(input.Name, out var text) || (text.Length == 0 && input is { Required: true, MayBeEmpty: false }))
            {
                if (input.Required)
                    faults.Add($"{input.Name} is missing:{Meaning(input)} Give {input.Name}=…");
                values[input.Name] = input.Default ?? StandIn(input.Type);
            }
            else if (Parse(input.Type, text) is { } value)
            {
                values[input.Name] = value;
            }
            else
            {
                faults.Add($"{input.Name}={text}: not {Words(input.Type)}.{Meaning(input)}");
                values[input.Name] = input.Default ?? StandIn(input.Type);
            }
        }

        return new InputReading(values, faults);
    }

    /// <summary>A type in the user's words.</summary>
    public static string Words(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(object) => "text",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(float) || type == typeof(double) || type == typeof(decimal) => "a number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "a moment, e.g. 2026-01-31T12:00:00Z",
        _ when type == typeof(TimeSpan) => "a time span, e.g. 00:05:00",
        _ when type == typeof(Guid) => "a GUID",
        _ when ItemOf(type) is { } item => item == typeof(int) ? "a list of whole numbers, with commas" : "a list of words, with commas",
        _ => "JSON",
    };

    /// <summary>A value as a user would write it.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        IEnumerable<int> numbers => string.Join(',', numbers),
        IEnumerable<string> words => string.Join(',', words),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ConvertTo<string>(),
    };

    private static string Meaning(RunInput input) => input.Description.Length > 0 ? $" {input.Description}" : "";

    private static object StandIn(Type type) => type == typeof(int) ? 1 : type == typeof(bool) ? false : InputReading.StandIn;

    private static object? Parse(Type type, string text)
    {
        if (type == typeof(string) || type == typeof(object))
            return text;
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(bool))
            return text is "true" or "yes" or "1" ? true : text is "false" or "no" or "0" ? false : null;
        if (ItemOf(type) is { } item && !text.TrimStart().StartsWith('['))
            return List(type, item, text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        try
        {
            return text.Length == 0 ? null : text.ConvertTo(type);
        }
        catch (InvalidCastException)
        {
            return null;
        }
    }

    private static object? List(Type type, Type item, IReadOnlyList<string> texts)
    {
        var values = texts.Select(t => Parse(item, t)).ToList();
        return values.Contains(null) ? null : JsonSerializer.SerializeToElement(values).ConvertTo(type);
    }

    /// <summary>The type of a list's items; null for what is no list.</summary>
    private static Type? ItemOf(Type type) => type switch
    {
        { IsSZArray: true } => type.GetElementType(),
        { IsGenericType: true } when type.GetGenericArguments() is [var item] && typeof(IEnumerable).IsAssignableFrom(type) => item,
        _ => null,
    };

    private static string Suggestion(string name, IReadOnlyList<RunInput> inputs)
    {
        var near = inputs.Select(i => i.Name).MinBy(n => Distance(n.ToUpperInvariant(), name.ToUpperInvariant()));
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
