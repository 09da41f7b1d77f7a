using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine;

namespace Pipeline.Tests.Engine.Support;

/// <summary>An engine in memory, with a trace that activities write to.</summary>
internal sealed class Engine
{
    private readonly ServiceProvider _services;

    public Engine(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection().AddEngineCore();
        configure?.Invoke(services);
        services.AddSingleton(Trace);
        _services = services.BuildServiceProvider();
    }

    public Trace Trace { get; } = new();
    public IServiceProvider Services => _services;
    public IWorkflowRunner Runner => _services.GetRequiredService<IWorkflowRunner>();

    public Task<RunWorkflowResult> RunAsync(IActivity root, RunWorkflowOptions? options = null, Type? incidentStrategy = null) =>
        Runner.RunAsync(Of(root, incidentStrategy), options);

    /// <summary>Resumes a bookmark of an instance that went through JSON since its last run.</summary>
    public Task<RunWorkflowResult> ResumeAsync(RunWorkflowResult last, string? bookmarkId = null, IDictionary<string, object>? input = null) =>
        Runner.RunAsync(
            last.Workflow,
            StateRoundTrip.Of(last.WorkflowState),
            new RunWorkflowOptions { BookmarkId = bookmarkId ?? last.WorkflowState.Bookmarks.First().Id, Input = input });

    /// <summary>Loads an instance from a state that went through JSON.</summary>
    public async Task<WorkflowExecutionContext> LoadAsync(RunWorkflowResult last) =>
        await WorkflowExecutionContext.CreateAsync(Services, last.WorkflowExecutionContext.WorkflowGraph, StateRoundTrip.Of(last.WorkflowState));

    public static Workflow Of(IActivity root, Type? incidentStrategy = null) =>
        root as Workflow ?? new Workflow(root) { Options = new WorkflowOptions { IncidentStrategyType = incidentStrategy } };
}
