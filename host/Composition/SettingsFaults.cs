using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Host.Cli.Parsing;

namespace Pipeline.Host.Composition;

/// <summary>
/// What is wrong with the settings that are bound as they stand, and with the names of sections. Without this a misspelled
/// section would be as good as none: <c>NodePol</c> would calibrate on simulated nodes.
/// </summary>
internal sealed class SettingsFaults
{
    private static readonly string[] Sections =
        ["NodePool", "Steps", "Schedules", "Notifications", "Telemetry", "Hooks", "RateLimits", "Serve", "Designer", "Logging", "Urls", "AllowedHosts", "Kestrel"];

    private static readonly IReadOnlyList<string> Steps =
        [.. typeof(Calibrate).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(NodeStep)) && !t.IsAbstract).Select(t => t.Name).Order()];

    private readonly List<string> faults = [];

    private SettingsFaults(IConfiguration settings)
    {
        Read(settings, "Steps", steps =>
        {
            Policy(steps.Section("Default"));
            foreach (var policy in steps.Section("Policies")?.GetChildren() ?? [])
            {
                if (!Steps.Contains(policy.Key, StringComparer.OrdinalIgnoreCase))
                    faults.Add($"{policy.Path}: there is no such step.{Nearest.Hint(policy.Key, Steps)} There are {string.Join(", ", Steps)}.");
                Policy(policy);
            }
        });
        Read(settings, "Hooks", hooks =>
        {
            hooks.Section("Secrets");
            if (hooks.Section("Open") is { } open)
            {
                var paths = new SectionReader(open, faults);
                foreach (var path in open.GetChildren())
                    paths.Flag(path.Key);
            }

            AtLeast(hooks, "Hooks", "LargestBody", 1);
            Positive(hooks, "Hooks", "Tolerance");
        });
        Read(settings, "RateLimits", limits =>
        {
            AtLeast(limits, "RateLimits", "PerSecond", 1);
            AtLeast(limits, "RateLimits", "Burst", 1);
        });
        Read(settings, "Serve", serve => AtLeast(serve, "Serve", "MostDriven", 1));
        Read(settings, "Designer", designer =>
        {
            designer.Text("Folder");
            designer.Flag("Restore");
        });
        Read(settings, "Logging", logging =>
        {
            logging.Word("Format", LogFormat.Json);
            logging.Section("Console");
            if (logging.Section("LogLevel") is { } levels)
            {
                var categories = new SectionReader(levels, faults);
                foreach (var category in levels.GetChildren())
                    categories.Word(category.Key, LogLevel.Warning);
            }
        });
    }

    /// <summary>Every fault of the settings as a whole.</summary>
    public static IReadOnlyList<string> Of(IConfiguration settings) => new SettingsFaults(settings).faults;

    /// <summary>The sections of a settings file that are none.</summary>
    /// <param name="file">What the file alone holds; the environment holds much that is not ours.</param>
    public static IEnumerable<string> OfNames(IConfiguration file) =>
        from section in file.GetChildren()
        where !Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase) && !Secrets.IsSecret(section.Key)
        select $"{section.Key} is no setting.{Nearest.Hint(section.Key, Sections)} There are {string.Join(", ", Sections)}.";

    private void Read(IConfiguration settings, string name, Action<SectionReader> read)
    {
        var section = new SectionReader(settings.GetSection(name), faults);
        read(section);
        section.Finish();
    }

    private void Policy(IConfigurationSection? section)
    {
        if (section is null)
            return;
        var policy = new SectionReader(section, faults);
        AtLeast(policy, section.Path, nameof(StepPolicy.Attempts), 1);
        Positive(policy, section.Path, nameof(StepPolicy.BackOff));
        Positive(policy, section.Path, nameof(StepPolicy.LongestBackOff));
        Positive(policy, section.Path, nameof(StepPolicy.SilenceLimit));
        policy.Finish();
    }

    private void AtLeast(SectionReader reader, string path, string name, int least)
    {
        if (reader.Number(name, least) is var number && number < least)
            faults.Add($"{path}:{name} is {number}. Give {least} or more.");
    }

    private void Positive(SectionReader reader, string path, string name)
    {
        if (reader.Time(name, TimeSpan.FromSeconds(1)) is var time && time <= TimeSpan.Zero)
            faults.Add($"{path}:{name} is {time}. Give a time longer than none, e.g. 00:00:15.");
    }

    private enum LogFormat
    {
        Json,
        Text,
    }
}
