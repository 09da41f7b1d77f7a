using System.Globalization;

namespace Pipeline.Host.Simulator.State;

/// <summary>One node in a Ray cluster.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Address">The IP that Ray knows it by.</param>
/// <param name="Port">The head's GCS port.</param>
/// <param name="ClusterId">Tells a cluster from an earlier one on the same head.</param>
/// <param name="Hpus">HPUs it offers.</param>
/// <param name="RayVersion">Its version of Ray.</param>
/// <param name="Environment">Variables of its <c>ray start</c> that workers look at.</param>
internal sealed record RayMember(
    string Node, string Address, int Port, string ClusterId, int Hpus, string RayVersion,
    IReadOnlyDictionary<string, string> Environment)
{
    private const string EnvironmentMark = "env.";

    /// <summary>When it appears in the cluster, in milliseconds since 1970; 0 = at once.</summary>
    public long JoinsAt { get; init; }

    /// <summary>The id that <c>ray status</c> shows.</summary>
    public string NodeId => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ClusterId + Node)))[..56];

    /// <summary>Reads what <see cref="ToLines"/> wrote.</summary>
    public static RayMember From(string node, Dictionary<string, string> map) => new(
        node, map["address"], Number(map["port"]), map["cluster"], Number(map["hpus"]), map["version"],
        map.Where(pair => pair.Key.StartsWith(EnvironmentMark, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[EnvironmentMark.Length..], pair => pair.Value))
    {
        JoinsAt = long.Parse(map.GetValueOrDefault("joins", "0"), CultureInfo.InvariantCulture),
    };

    /// <summary>As <c>key=value</c> lines.</summary>
    public IEnumerable<string> ToLines() =>
    [
        $"address={Address}", $"port={Port}", $"cluster={ClusterId}", $"hpus={Hpus}", $"version={RayVersion}", $"joins={JoinsAt}",
        .. Environment.Select(pair => $"{EnvironmentMark}{pair.Key}={pair.Value}"),
    ];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
