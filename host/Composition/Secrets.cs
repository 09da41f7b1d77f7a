using Microsoft.Extensions.Configuration;

namespace Pipeline.Host.Composition;

/// <summary>
/// The secrets that this process knows: settings named like one, and tokens in its environment. They are masked in
/// whatever it writes. Limit: a text that a tool encodes, or prints across two reads, is not recognised.
/// </summary>
internal sealed class Secrets
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Masked = "***";

    /// <summary>Shorter texts would be found everywhere.</summary>
    private const int Shortest = 6;

    private static readonly string[] Names = ["secret", "token", "password", "passphrase", "apikey"];
    private static readonly string[] Variables = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"];

    private readonly IReadOnlyList<string> values;

    private Secrets(IEnumerable<string?> values) =>
        this.values = [.. values.OfType<string>().Where(v => v.Length >= Shortest).Distinct().OrderByDescending(v => v.Length)];

    /// <summary>None.</summary>
    public static Secrets None { get; } = new([]);

    /// <summary>Those of the settings and of the environment.</summary>
    public static Secrets Of(IConfiguration settings) => new(
        [.. settings.AsEnumerable().Where(s => s.Value is not null && IsSecret(s.Key)).Select(s => s.Value), .. Variables.Select(Environment.GetEnvironmentVariable)]);

    /// <summary>The text with every secret masked.</summary>
    public string Mask(string text)
    {
        foreach (var value in values)
            text = text.Replace(value, Masked, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Whether the text holds one.</summary>
    public bool AreIn(string text) => values.Any(v => text.Contains(v, StringComparison.Ordinal));

    /// <summary>
    /// The last part of a setting's name tells, or the section it is in: <c>Hooks:Secrets:calibrate</c>. Addresses of
    /// notifications are secrets too: who knows a chat's address may write into it.
    /// </summary>
    public static bool IsSecret(string key) =>
        key.Split(':') is var parts && (parts is ["Notifications", "Targets", _, "Url"] || parts.Any(p => Names.Any(n => p.EndsWith(n, StringComparison.OrdinalIgnoreCase) || p.Equals(n + "s", StringComparison.OrdinalIgnoreCase))));
}
