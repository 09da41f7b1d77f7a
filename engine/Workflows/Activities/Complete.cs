using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Signals;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Completes the nearest container, with outcomes if given.</summary>
[Activity("Elsa", "Composition", "Signals the current composite activity to complete itself.")]
public class Complete : Activity, ITerminalNode
{
    public Complete([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Complete(IEnumerable<string> outcomes, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) =>
        Outcomes = new Input<object>(outcomes.ToList());

    public Complete(Func<ExpressionExecutionContext, string> outcome, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) =>
        Outcomes = new Input<object>(context => outcome(context));

    public Complete(Func<ExpressionExecutionContext, ICollection<string>> outcomes, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) =>
        Outcomes = new Input<object>(context => outcomes(context));

    public Complete(Input<object> outcomes, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Outcomes = outcomes;

    [Input(Description = "The outcome or set of outcomes to complete the container with.", UIHint = InputUIHints.OutcomePicker, DefaultSyntax = "Object")]
    public Input<object> Outcomes { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        string[] outcomes = context.Get(Outcomes) switch
        {
            null => [],
            string single => [single],
            IEnumerable<string> many => [.. many],
            var other => Elsa.Expressions.Helpers.ObjectConverter.ConvertTo<string[]>(other) ?? []
        };
        await context.CompleteQuietlyAsync();
        await context.SendSignalAsync(new CompleteCompositeSignal(outcomes.Length == 0 ? null : new Outcomes(outcomes)));
    }
}
