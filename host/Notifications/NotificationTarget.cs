using Pipeline.Host.Runs;

namespace Pipeline.Host.Notifications;

/// <summary>Somebody who wants to know.</summary>
/// <param name="Name">The name in the settings.</param>
/// <param name="Url">Where to post. A secret: chat services let anybody in who knows it.</param>
internal sealed record NotificationTarget(string Name, Uri Url)
{
    /// <summary>How messages look.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>What it wants to know.</summary>
    public IReadOnlySet<RunEventKind> Events { get; init; } = new HashSet<RunEventKind>();

    /// <summary>Signs messages by Standard Webhooks; null = not signed.</summary>
    public byte[]? Secret { get; init; }
}

/// <summary>How messages look.</summary>
internal enum MessageFormat
{
    /// <summary>All of the event as JSON.</summary>
    Plain,

    /// <summary>One text, as Slack and what is compatible with it take it.</summary>
    Slack,
}
