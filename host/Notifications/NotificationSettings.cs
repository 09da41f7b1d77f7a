using Microsoft.Extensions.Configuration;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hooks;

namespace Pipeline.Host.Notifications;

/// <summary>Reads the section <c>Notifications</c> and tells all of its faults at once.</summary>
internal sealed class NotificationSettings
{
    private static readonly RunEventKind[] Usual = [RunEventKind.Finished, RunEventKind.Failed, RunEventKind.Waiting];

    private readonly List<string> faults = [];

    private NotificationSettings(IConfigurationSection section)
    {
        var reader = new SectionReader(section, faults);
        PublicUrl = reader.Text("PublicUrl") is { Length: > 0 } url ? Address($"{section.Path}:PublicUrl", url) : null;
        Targets = [.. (reader.Section("Targets")?.GetChildren() ?? []).Select(Target).OfType<NotificationTarget>()];
        reader.Finish();
    }

    /// <summary>Who wants to know what.</summary>
    public IReadOnlyList<NotificationTarget> Targets { get; }

    /// <summary>Where people reach this host, for links; null = messages have none.</summary>
    public Uri? PublicUrl { get; }

    /// <summary>The settings.</summary>
    /// <exception cref="InputException">Every fault.</exception>
    public static NotificationSettings Read(IConfiguration settings)
    {
        var read = new NotificationSettings(settings.GetSection("Notifications"));
        return read.faults.Count > 0 ? throw new InputException(read.faults) : read;
    }

    private NotificationTarget? Target(IConfigurationSection section)
    {
        var reader = new SectionReader(section, faults);
        var (url, secret, events) = (reader.Text("Url"), reader.Text("Secret"), reader.Texts("Events"));
        var format = reader.Word("Format", MessageFormat.Plain);
        reader.Finish();
        if (string.IsNullOrEmpty(url))
            faults.Add($"{section.Path}:Url is missing. Give the address that messages are posted to.");
        var kinds = events.Count == 0 ? [.. Usual] : events.Select(e => Kind(section, e)).OfType<RunEventKind>().ToHashSet();
        return string.IsNullOrEmpty(url) || Address($"{section.Path}:Url", url) is not { } address ? null : new NotificationTarget(section.Key, address)
        {
            Format = format,
            Events = kinds.ToHashSet(),
            Secret = string.IsNullOrEmpty(secret) ? null : StandardWebhook.Key(secret),
        };
    }

    private RunEventKind? Kind(IConfigurationSection section, string word)
    {
        if (Enum.GetValues<RunEventKind>().Cast<RunEventKind?>().FirstOrDefault(k => string.Equals(k.ToString(), word, StringComparison.OrdinalIgnoreCase)) is { } kind)
            return kind;
        var all = Enum.GetNames<RunEventKind>().Select(n => n.ToLowerInvariant()).ToList();
        faults.Add($"{section.Path}:Events has '{word}'.{Nearest.Hint(word, all)} There are {string.Join(", ", all)}.");
        return null;
    }

    /// <summary>The value is not repeated: an address may hold a secret.</summary>
    private Uri? Address(string setting, string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            return uri;
        faults.Add($"{setting} is no address. Give one that begins with https:// or http://.");
        return null;
    }
}
