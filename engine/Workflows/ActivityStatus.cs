namespace Elsa.Workflows;

/// <summary>The state of an activity context: Pending → Running → Completed, Canceled or Faulted; Faulted → Running on recovery.</summary>
public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted
}
