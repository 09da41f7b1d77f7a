using System.Globalization;
using Microsoft.Extensions.Configuration;
using Pipeline.Host.Cli.Parsing;

namespace Pipeline.Host.Composition;

/// <summary>Reads the settings of one section, notes those that cannot be read, and knows which ones nobody asked for.</summary>
/// <param name="section">The section.</param>
/// <param name="faults">Takes a message per fault.</param>
internal sealed class SectionReader(IConfigurationSection section, List<string> faults)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A text; null when it is not set.</summary>
    public string? Text(string name) => Plain(name) is { } setting ? setting.Value : null;

    /// <summary>A whole number.</summary>
    public int Number(string name, int otherwise) => Parsed(name, otherwise, "a whole number", text =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>Yes or no; no when it is not set.</summary>
    public bool Flag(string name) => Parsed(name, false, "true or false", text => bool.TryParse(text, out var flag) ? flag : null);

    /// <summary>A span of time, <c>hh:mm:ss</c>; a plain number would be one of days.</summary>
    public TimeSpan Time(string name, TimeSpan otherwise) => Parsed(name, otherwise, "a time as hours:minutes:seconds, e.g. 00:00:15", text =>
        text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null);

    /// <summary>One of an enumeration's words, in any case.</summary>
    public T Word<T>(string name, T otherwise) where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(w => w.ToLowerInvariant()).ToList();
        return Parsed(name, otherwise, $"one of {string.Join(", ", words)}", text =>
            words.Contains(text.ToLowerInvariant()) ? Enum.Parse<T>(text, ignoreCase: true) : null);
    }

    /// <summary>A list of texts; empty when it is not set.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(item => item.Value ?? "")];

    /// <summary>The items of a list.</summary>
    public IEnumerable<IConfigurationSection> Items(string name)
    {
        known.Add(name);
        var list = section.GetSection(name);
        if (!string.IsNullOrEmpty(list.Value))
            faults.Add($"{list.Path} is '{list.Value}', but a list is wanted: [ … ].");
        return list.GetChildren();
    }

    /// <summary>A section within; null when it is not set.</summary>
    public IConfigurationSection? Section(string name)
    {
        known.Add(name);
        var inner = section.GetSection(name);
        if (!string.IsNullOrEmpty(inner.Value))
            faults.Add($"{inner.Path} is '{inner.Value}', but a group of settings is wanted: {{ … }}.");
        return inner.GetChildren().Any() ? inner : null;
    }

    /// <summary>Notes the settings that nobody asked for, with the name that was probably meant.</summary>
    public void Finish()
    {
        foreach (var child in section.GetChildren().Where(c => !known.Contains(c.Key)))
            faults.Add($"{child.Path} is no setting.{Nearest.Hint(child.Key, known)} There are {string.Join(", ", known)}.");
    }

    private IConfigurationSection? Plain(string name)
    {
        known.Add(name);
        var setting = section.GetSection(name);
        if (!setting.GetChildren().Any())
            return setting.Value is null ? null : setting;
        faults.Add($"{setting.Path} holds several values, but one is wanted.");
        return null;
    }

    private T Parsed<T>(string name, T otherwise, string wanted, Func<string, T?> parse) where T : struct
    {
        if (Plain(name)?.Value is not { } text)
            return otherwise;
        if (parse(text) is { } value)
            return value;
        faults.Add($"{section.Path}:{name} is '{text}'. Give {wanted}.");
        return otherwise;
    }
}
