using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Stepwise;

/// <summary>One sub-step before its guard is made.</summary>
/// <param name="Command">The official command.</param>
/// <param name="Script">What is run: the command, and what the script itself does with its result.</param>
internal sealed record SubStep(SubStepCommand Command, ShellScript Script)
{
    /// <summary>See <see cref="SubStepGuard.Leaves"/>.</summary>
    public IReadOnlyList<string> Leaves { get; init; } = [];

    /// <summary>See <see cref="SubStepGuard.Keeps"/>.</summary>
    public IReadOnlyList<string> Keeps { get; init; } = [];

    /// <summary>See <see cref="SubStepGuard.Before"/>.</summary>
    public ShellScript Before { get; init; } = ShellScript.Empty;

    /// <summary>See <see cref="SubStepGuard.After"/>.</summary>
    public ShellScript After { get; init; } = ShellScript.Empty;
}

/// <summary>
/// The sub-steps of a calibration in order, each with the markers that spare it. A fingerprint covers every command up to
/// its sub-step: another dataset begins again at 1, another number of unified ranks at 5.
/// </summary>
internal sealed class SubStepChain
{
    private readonly List<SubStepMark> marks = [];

    /// <summary>Makes the chain.</summary>
    /// <param name="folder">The model's result folder.</param>
    /// <param name="origin">What sets this calibration apart beside its commands.</param>
    /// <param name="steps">The sub-steps in order.</param>
    public SubStepChain(string folder, IEnumerable<string> origin, IReadOnlyList<SubStep> steps)
    {
        var parts = origin.ToList();
        foreach (var step in steps)
        {
            parts.AddRange(step.Command.Words);
            parts.AddRange(step.Command.Environment.Select(v => $"{v.Key}={v.Value}"));
            marks.Add(new SubStepMark($"{folder}/pipeline-done-substep-{step.Command.Number}", ResultGuard.FingerprintOf(parts)));
        }

        Steps = [.. steps.Select((step, i) => (step, new SubStepGuard(step.Command.Number, step.Command.Heading, folder, marks[i..])
        {
            Leaves = step.Leaves,
            Keeps = step.Keeps,
            Before = step.Before,
            After = step.After,
        }))];
    }

    /// <summary>Every sub-step with its guard.</summary>
    public IReadOnlyList<(SubStep Step, SubStepGuard Guard)> Steps { get; }
}
