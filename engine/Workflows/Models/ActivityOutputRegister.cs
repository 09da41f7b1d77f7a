namespace Elsa.Workflows.Models;

/// <summary>
/// The last value of each output of each activity, during one burst of execution. It is not kept across a suspension: an
/// output that a later activity needs after one must be written to a variable.
/// </summary>
public class ActivityOutputRegister
{
    public const string DefaultOutputName = "Result";

    private readonly Dictionary<(string ActivityId, string Output), ActivityOutputRecord> _byActivity = [];

    public void Record(ActivityExecutionContext activityExecutionContext, object? outputValue) => Record(activityExecutionContext, null, outputValue);

    public void Record(ActivityExecutionContext activityExecutionContext, string? outputName, object? outputValue)
    {
        var name = outputName ?? DefaultOutputName;
        var activityId = activityExecutionContext.Activity.Id;
        var containerId = activityExecutionContext.ParentActivityExecutionContext?.Id ?? activityExecutionContext.WorkflowExecutionContext.Id;
        _byActivity[(activityId, name)] = new ActivityOutputRecord(containerId, activityId, activityExecutionContext.Id, name, outputValue);
    }

    public object? FindOutputByActivityId(string activityId, string? outputName = null) =>
        _byActivity.GetValueOrDefault((activityId, outputName ?? DefaultOutputName))?.Value;
}
