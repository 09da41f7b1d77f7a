using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Engine.Execution;

/// <inheritdoc cref="IStimulusHasher"/>
internal sealed class StimulusHasher : IStimulusHasher
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null)
    {
        string?[] parts = [stimulusName, payload is null ? null : Text(payload), activityInstanceId];
        var text = string.Join('|', parts.Where(part => part is not null));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Text(object payload) => payload as string ?? JsonSerializer.Serialize(payload, payload.GetType(), Options);
}
