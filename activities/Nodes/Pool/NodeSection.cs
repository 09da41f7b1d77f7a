using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>
/// Reads one section of the configuration setting by setting, so that every fault gets its own message: the
/// configuration binder stops at the first and overlooks misspelt names.
/// </summary>
internal sealed class NodeSection(IConfiguration section, string path, ICollection<string> faults)
{
    private readonly List<string> known = [];

    public string? Text(string name) => Known(name).Value is { Length: > 0 } text ? text : null;

    public int Number(string name, int otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add($"{path}:{name} is '{text}'; it must be a whole number.");
        return otherwise;
    }

    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero)
            return duration;
        faults.Add($"{path}:{name} is '{text}'; it must be a time such as 00:00:05.");
        return otherwise;
    }

    public T Choice<T>(string name, T otherwise) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);
        faults.Add($"{path}:{name} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.");
        return otherwise;
    }

    public IReadOnlyList<string> Words(string name) => [.. Known(name).GetChildren().Select(c => c.Value).OfType<string>()];

    public IEnumerable<NodeSection> Items(string name) =>
        Known(name).GetChildren().Select(c => new NodeSection(c, $"{path}:{name}:{c.Key}", faults));

    public NodeSection? Child(string name) =>
        Known(name).GetChildren().Any() ? new NodeSection(section.GetSection(name), $"{path}:{name}", faults) : null;

    /// <summary>Reports the settings that nobody asked for.</summary>
    public void Close()
    {
        foreach (var stranger in section.GetChildren().Select(c => c.Key).Except(known, StringComparer.OrdinalIgnoreCase))
            faults.Add($"{path}:{stranger} is no known setting; there are {string.Join(", ", known)}.");
    }

    private IConfigurationSection Known(string name)
    {
        known.Add(name);
        return section.GetSection(name);
    }
}
