namespace Elsa.Workflows.Activities;

/// <summary>Runs its body for each item.</summary>
[Activity("Elsa", "Looping", "Iterate over a set of values.")]
public class ForEach : ForEach<object>;
