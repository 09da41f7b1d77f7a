using System.Runtime.CompilerServices;
using Elsa.Workflows.Behaviors;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body for each number of a range. The body sees the number as the variable <c>CurrentValue</c>.</summary>
[Activity("Elsa", "Looping", "Iterate over a sequence of steps between a start and an end number.")]
public class For : Activity, ILoop
{
    private const string NextProperty = "CurrentStep";

    public For([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public For(int start, int end, int step, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line)
    {
        Start = new Input<int>(start);
        End = new Input<int>(end);
        Step = new Input<int>(step);
    }

    [Input(Description = "The starting value.")]
    public Input<int> Start { get; set; } = new(0);

    [Input(Description = "The ending value.")]
    public Input<int> End { get; set; } = new(0);

    [Input(Description = "The step size; negative to count down.")]
    public Input<int> Step { get; set; } = new(1);

    [Input(Description = "Whether the ending value is part of the range.", DefaultValue = true)]
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    [Port("Body")]
    public IActivity? Body { get; set; }

    [Output(Description = "The current value.")]
    public Output<object?> CurrentValue { get; set; } = new();

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => NextAsync(context);

    private ValueTask OnChildCompleted(ActivityCompletedContext context) => NextAsync(context.TargetContext);

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        var step = context.Get(Step);
        if (step == 0)
            throw new InvalidOperationException("A For loop needs a step other than 0.");
        var current = context.GetProperty(NextProperty, () => context.Get(Start));
        var end = context.Get(End);
        var inclusive = context.Get(OuterBoundInclusive);
        var inRange = step > 0 ? current < end || (inclusive && current == end) : current > end || (inclusive && current == end);
        if (!inRange || Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(NextProperty, current + step);
        context.Set(CurrentValue, current);
        await context.ScheduleActivityAsync(Body, OnChildCompleted, variables: [LoopVariables.CurrentValue<int>(current)]);
    }
}
