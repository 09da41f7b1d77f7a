using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Host.Web.Hooks;

/// <summary>Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>, so neither the id nor the time can be changed.</summary>
internal static class StandardWebhook
{
    /// <summary>The delivery's id; the same for each attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>When it was sent, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>One or more signatures <c>v1,&lt;Base64&gt;</c> with blanks between.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>The bytes of a configured secret.</summary>
    public static byte[] Key(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(secret);
        var buffer = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[SecretPrefix.Length..], buffer, out var count) ? buffer[..count] : Encoding.UTF8.GetBytes(secret);
    }

    /// <summary>The signature of a delivery.</summary>
    public static string Sign(byte[] secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes($"{id}.{timestamp}.");
        var content = new byte[head.Length + body.Length];
        head.CopyTo(content, 0);
        body.CopyTo(content.AsSpan(head.Length));
        return Version + Convert.ToBase64String(HMACSHA256.HashData(secret, content));
    }

    /// <summary>What is wrong with a delivery; null when it is genuine and fresh.</summary>
    public static string? Fault(byte[] secret, string? id, string? timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp))
            return $"{SignatureHeader} needs {IdHeader} and {TimestampHeader} beside it.";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return $"{TimestampHeader} is not a number of seconds since 1970.";
        var expected = Encoding.UTF8.GetBytes(Sign(secret, id, timestamp, body));
        var genuine = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            genuine |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected);
        if (!genuine)
            return $"No signature in {SignatureHeader} is this delivery's.";
        return Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)tolerance.TotalSeconds
            ? $"{TimestampHeader} is more than {tolerance.TotalMinutes:0.#} minutes from this host's time; sign the delivery anew."
            : null;
    }
}
