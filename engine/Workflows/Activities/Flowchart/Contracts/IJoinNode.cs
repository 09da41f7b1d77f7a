namespace Elsa.Workflows.Activities.Flowchart.Contracts;

/// <summary>Marks an activity that decides itself how inbound branches are joined.</summary>
public interface IJoinNode : IActivity;
