using System.Text;
using System.Text.Json;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Serving;

/// <summary>What the answer of <c>GET /health</c> means.</summary>
public enum ServerHealth
{
    /// <summary>It does not answer yet.</summary>
    Starting,

    /// <summary>200: the engine runs.</summary>
    Healthy,

    /// <summary>503: the engine is dead; it does not come back by itself.</summary>
    Dead,
}

/// <summary>The models that a server offers.</summary>
/// <param name="Ids">Their ids; a completion must name one exactly.</param>
public sealed record ServedModels(IReadOnlyList<string> Ids);

/// <summary>One completion.</summary>
/// <param name="Text">The generated text.</param>
/// <param name="Tokens">Number of generated tokens; null when not told.</param>
public sealed record Completion(string Text, int? Tokens);

/// <summary>Reads the answers of vLLM's HTTP API (OpenAI's forms).</summary>
public static class ServerAnswers
{
    /// <summary>The meaning of the status of <c>GET /health</c>; null is a refused connection.</summary>
    public static ServerHealth Health(int? status) => status switch
    {
        200 => ServerHealth.Healthy,
        503 => ServerHealth.Dead,
        _ => ServerHealth.Starting,
    };

    /// <summary>Reads <c>GET /v1/models</c>.</summary>
    public static Reading<ServedModels> Models(int status, string body) => Read("/v1/models", status, body, root =>
    {
        var ids = root.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).OfType<string>().ToList();
        return ids.Count > 0 ? new ServedModels(ids) : null;
    });

    /// <summary>Reads <c>POST /v1/completions</c>.</summary>
    public static Reading<Completion> Completion(int status, string body) => Read("/v1/completions", status, body, root =>
    {
        var text = root.GetProperty("choices")[0].GetProperty("text").GetString();
        int? tokens = root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
            && usage.TryGetProperty("completion_tokens", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var number) ? number : null;
        return text is null ? null : new Completion(text, tokens);
    });

    private static Reading<T> Read<T>(string path, int status, string body, Func<JsonElement, T?> read)
        where T : class
    {
        if (status != 200)
            return Refused(path, status, body);
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(body));
            if (read(document.RootElement) is { } value)
                return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return Unrecognised(path, body);
        }

        return Unrecognised(path, body);
    }

    private static Failure Unrecognised(string path, string body) =>
        new(FailureKind.Unknown, $"Unrecognised answer of {path}.", "Check that the port belongs to vLLM's server.", ToolText.Excerpt(body));

    private static Failure Refused(string path, int status, string body) => status switch
    {
        400 => new(FailureKind.Configuration, $"{path} refused the request (HTTP 400).", "The prompt may be longer than --max-model-len.", ToolText.Excerpt(body)),
        401 => new(FailureKind.Configuration, $"{path} asks for an API key (HTTP 401).", "Give the key that the server was started with.", ToolText.Excerpt(body)),
        404 => new(FailureKind.Configuration, $"{path} does not know the model (HTTP 404).", "Use an id that /v1/models lists.", ToolText.Excerpt(body)),
        500 => new(FailureKind.Configuration, $"{path} failed inside the server (HTTP 500).", "Read the server's log; the plugin needs fastapi<0.137.", ToolText.Excerpt(body)),
        503 => new(FailureKind.Unknown, $"{path}: the engine is dead (HTTP 503).", "Read the server's log from its first error on and start it again.", ToolText.Excerpt(body)),
        _ => new(FailureKind.Unknown, $"{path} answered HTTP {status}.", "Read the server's log.", ToolText.Excerpt(body)),
    };
}
