namespace Elsa.Workflows;

/// <summary>Executes or resumes an activity.</summary>
public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);
