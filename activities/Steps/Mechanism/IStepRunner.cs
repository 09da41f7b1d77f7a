using Elsa.Workflows;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Carries steps out; one implementation runs jobs, the other only writes down what would be run.</summary>
public interface IStepRunner
{
    /// <summary>Begins a visit of a step.</summary>
    ValueTask BeginAsync(NodeStep step, ActivityExecutionContext activity);

    /// <summary>Goes on with a visit whose jobs ended or whose pause is over.</summary>
    ValueTask ContinueAsync(NodeStep step, ActivityExecutionContext activity);
}
