using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Notifications;

/// <summary>Writes messages. Secrets that this host knows are masked.</summary>
internal sealed class MessageBody(NotificationSettings settings, Secrets secrets)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The body of a message about an event.</summary>
    public string Of(NotificationTarget target, RunEvent happened, RunView run)
    {
        object content = target.Format == MessageFormat.Slack ? new { text = secrets.Mask(Text(happened, run)) } : Plain(happened, run);
        return secrets.Mask(JsonSerializer.Serialize(content, Json));
    }

    /// <summary>As Standard Webhooks recommends: type, timestamp, data.</summary>
    private object Plain(RunEvent happened, RunView run) => new
    {
        type = $"run.{happened.Kind.ToString().ToLowerInvariant()}",
        timestamp = happened.At,
        data = new
        {
            run = run.Id,
            pipeline = run.Workflow,
            model = Model(run),
            by = run.By,
            createdAt = run.CreatedAt,
            endedAt = happened.Kind == RunEventKind.Waiting ? null : (DateTimeOffset?)happened.At,
            nodes = run.Nodes,
            outputs = happened.Kind == RunEventKind.Finished ? run.Outputs.Where(o => o.Value is not (null or "")).ToDictionary() : null,
            error = happened.Kind == RunEventKind.Failed ? run.Error : null,
            remedy = happened.Kind == RunEventKind.Failed ? run.Remedy : null,
            link = Link(run),
        },
    };

    private string Text(RunEvent happened, RunView run)
    {
        var what = $"*{run.Title}*{(Model(run) is { } model ? $" of {Escape(model)}" : "")}";
        var took = Durations.Text(happened.At - run.CreatedAt);
        var text = happened.Kind switch
        {
            RunEventKind.Finished => $"✓ {what} finished after {took}.",
            RunEventKind.Failed => $"✗ {what} failed after {took}: {Escape(run.Error ?? "")} {Escape(run.Remedy ?? "")}".TrimEnd(),
            RunEventKind.Cancelled => $"■ {what} was cancelled after {took}.",
            _ => $"○ {what} waits for nodes.",
        };
        return Link(run) is { } link ? $"{text} <{link}|Run {run.Id}>" : $"{text} Run {run.Id}";
    }

    private Uri? Link(RunView run) => settings.PublicUrl is { } url ? new Uri(url, $"/runs/{run.Id}") : null;

    private static string? Model(RunView run) => run.Inputs.GetValueOrDefault("model")?.ToString()?.TrimEnd('/').Split('/')[^1] is { Length: > 0 } name ? name : null;

    /// <summary>Slack's three special characters.</summary>
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
