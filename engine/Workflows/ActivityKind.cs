namespace Elsa.Workflows;

/// <summary>What an activity type is to the designer.</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Job,
    Task
}
