using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pipeline.Host.Runs;

/// <summary>Who asked for a run, kept with the run itself: it is stored in the very transaction that makes the run.</summary>
internal sealed record RunOrigin(string? By, Delivery? Delivery)
{
    private const string PropertyName = "Pipeline:Origin";
    private const int IdLength = 16;

    /// <summary>The nodes that the run is meant for, as <see cref="RunPools"/> calls them; null = not known.</summary>
    public string? Pool { get; init; }

    /// <summary>The origin as a new run's properties.</summary>
    public Dictionary<string, object> ToProperties() => new() { [PropertyName] = JsonSerializer.Serialize(this) };

    /// <summary>The origin of a stored run.</summary>
    public static RunOrigin Of(IDictionary<string, object> properties) =>
        properties.TryGetValue(PropertyName, out var text) && text?.ToString() is { Length: > 0 } json
            ? JsonSerializer.Deserialize<RunOrigin>(json) ?? new RunOrigin(null, null)
            : new RunOrigin(null, null);

    /// <summary>The id of a delivery's run: the database refuses the same id twice, so a delivery makes one run however often it comes.</summary>
    public static string RunIdOf(Delivery delivery) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery.Source}\n{delivery.Key}")))[..IdLength];
}
