namespace Elsa.Workflows.Signals;

/// <summary>Asks the flowchart around an activity to follow some of its outcomes although the activity goes on.</summary>
public record ScheduleActivityOutcomes(params string[] Outcomes);
