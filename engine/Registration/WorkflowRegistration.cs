namespace Pipeline.Engine.Registration;

/// <summary>A workflow in code that the host registered.</summary>
/// <param name="WorkflowType">Its class.</param>
/// <param name="Create">Makes it.</param>
public sealed record WorkflowRegistration(Type WorkflowType, Func<IServiceProvider, IWorkflow> Create);
