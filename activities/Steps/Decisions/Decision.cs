using Elsa.Workflows;

namespace Pipeline.Activities.Steps.Decisions;

/// <summary>
/// A question that leaves by <c>True</c> or <c>False</c>. With such activities a pipeline decides without a script, so that
/// every engine can run it and the designer can show it.
/// </summary>
public abstract class Decision : Activity
{
    /// <summary>For activities found by their own type.</summary>
    protected Decision(string? source, int? line) : base(source, line) { }

    /// <summary>The answer.</summary>
    protected abstract bool Ask(ActivityExecutionContext context);

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(Ask(context) ? "True" : "False");
}
