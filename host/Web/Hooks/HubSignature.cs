using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Host.Web.Hooks;

/// <summary>GitHub's signature: <c>X-Hub-Signature-256: sha256=&lt;hex of HMAC-SHA256 of the body&gt;</c>. It has no time: who records a request can send it again, which the delivery id makes harmless.</summary>
internal static class HubSignature
{
    /// <summary>The header.</summary>
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>The header's value for a body.</summary>
    public static string Of(byte[] secret, ReadOnlySpan<byte> body) => Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));

    /// <summary>Whether the header's value is the body's, compared in constant time.</summary>
    public static bool IsValid(byte[] secret, ReadOnlySpan<byte> body, string value) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(Of(secret, body)));
}
