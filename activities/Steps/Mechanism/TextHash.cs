using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>SHA-256 as <c>sha256sum</c> prints it.</summary>
internal static class TextHash
{
    /// <summary>Of the text in UTF-8.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
