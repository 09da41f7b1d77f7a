using System.Globalization;
using Pipeline.Activities.Steps.Records;

namespace Pipeline.Host.Cli.Views;

/// <summary>What a step is doing or has done, in one line.</summary>
internal static class StepText
{
    /// <summary>The line, without the step's name.</summary>
    public static string Of(StepRecord step) => step.State switch
    {
        StepState.Failed => Join("failed", step.Error),
        StepState.BackingOff => string.Create(CultureInfo.InvariantCulture, $"attempt {step.Attempt} failed: {step.Error?.TrimEnd('.') ?? "no reason known"}; tried again soon"),
        StepState.Done => Join(step.Outcome is null or "Done" ? null : step.Outcome, step.Detail) is { Length: > 0 } text ? text : StepStates.Word(step.State),
        StepState.Running when step.Progress is { } part => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0} % {step.Detail}").TrimEnd(),
        StepState.Running => step.Detail ?? StepStates.Word(step.State),
        _ => Join(StepStates.Word(step.State), step.Detail == StepStates.Word(step.State) ? null : step.Detail),
    };

    /// <summary>How long it took, or has taken until now.</summary>
    public static TimeSpan Time(StepRecord step, DateTimeOffset now) => (step.EndedAt ?? now) - step.StartedAt;

    private static string Join(params IEnumerable<string?> parts) => string.Join(": ", parts.Where(p => !string.IsNullOrEmpty(p)));
}
