using Microsoft.AspNetCore.Http;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Hooks;

/// <summary>The number that senders give a delivery, and give again when they repeat it.</summary>
internal static class DeliveryKey
{
    private const int Longest = 255;

    /// <summary>The header for any sender.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>In order of trust: the first is covered by the signature.</summary>
    private static readonly string[] Headers = [StandardWebhook.IdHeader, IdempotencyKey, "X-GitHub-Delivery", "X-Gitlab-Event-UUID", "X-Gitlab-Webhook-UUID"];

    /// <summary>The delivery's key; null when it has none.</summary>
    /// <exception cref="InputException">It cannot be one.</exception>
    public static string? Of(IHeaderDictionary headers)
    {
        foreach (var name in Headers)
        {
            var values = headers[name];
            if (values.Count == 0)
                continue;
            if (values is not [{ Length: > 0 and <= Longest } key] || !key.All(c => c is > ' ' and <= '~'))
                throw new InputException($"{name} must be one text of 1 to {Longest} printable ASCII characters without blanks.");
            return key;
        }

        return null;
    }
}
