using System.Globalization;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Names of waits and jobs, made of nothing but what a replay of the same work repeats: run, activity, visit, attempt and
/// stage. A host that died between starting a job and committing that it did so finds the same job again.
/// </summary>
internal static class StepKey
{
    public static string Wait(string run, string activity, int visit, int attempt, int stage) =>
        string.Create(CultureInfo.InvariantCulture, $"{run}.{Safe(activity)}.v{visit}.a{attempt}.s{stage}");

    public static string Job(string run, string activity, int visit, int attempt, int stage, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{Wait(run, activity, visit, attempt, stage)}.{index}");

    private static string Safe(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
}
