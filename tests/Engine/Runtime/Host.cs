using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Engine;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Runtime;
using Pipeline.Engine.Runtime.Recovery;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

/// <summary>An engine on a SQLite file; <see cref="RestartAsync"/> gives the next host's engine on the same file.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly Dictionary<string, Func<IActivity>> _workflows = [];
    private readonly List<Action<IServiceCollection>> _configured = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-");
    private ServiceProvider? _services;

    public Trace Trace { get; } = new();
    public Gate Gate { get; } = new();

    /// <summary>Begins a burst and cuts it short when it has reached the gate, as the end of the process would.</summary>
    public async Task KillAtGateAsync<T>(Func<CancellationToken, Task<T>> burst)
    {
        using var kill = new CancellationTokenSource();
        var running = burst(kill.Token);
        await Gate.Reached;
        await kill.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    public string DatabasePath => Path.Combine(_folder.FullName, "data", "engine.db");

    public IServiceProvider Services => _services ??= Build();
    public IRunRecovery Recovery => Get<IRunRecovery>();
    public IRunRetry Retry => Get<IRunRetry>();

    /// <summary>Registers a workflow; before the first use of the engine.</summary>
    public Host With(string definitionId, Func<IActivity> root)
    {
        _workflows[definitionId] = root;
        return this;
    }

    /// <summary>Changes the engine's services; before the first use of the engine.</summary>
    public Host With(Action<IServiceCollection> configure)
    {
        _configured.Add(configure);
        return this;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public async Task<RunWorkflowInstanceResponse> StartAsync(
        string definitionId, string? instanceId = null, IDictionary<string, object>? input = null, string? correlationId = null, CancellationToken cancellationToken = default)
    {
        var client = await Get<IWorkflowRuntime>().CreateClientAsync(instanceId, cancellationToken);
        return await client.CreateAndRunInstanceAsync(
            new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = Definition(definitionId),
                Input = input,
                CorrelationId = correlationId,
                IncludeWorkflowOutput = true
            },
            cancellationToken);
    }

    public async Task<RunWorkflowInstanceResponse> ResumeAsync(string instanceId, string bookmarkId, IDictionary<string, object>? input = null, CancellationToken cancellationToken = default) =>
        await (await ClientAsync(instanceId)).RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = bookmarkId, Input = input }, cancellationToken);

    public async Task<IWorkflowClient> ClientAsync(string instanceId) => await Get<IWorkflowRuntime>().CreateClientAsync(instanceId);

    public async Task<WorkflowInstance> FindAsync(string instanceId) => (await Get<IWorkflowInstanceStore>().FindAsync(new WorkflowInstanceFilter { Id = instanceId }))!;

    public async Task<IReadOnlyList<WorkflowExecutionLogRecord>> JournalAsync(string instanceId) =>
        [.. (await Get<IWorkflowExecutionLogStore>().FindManyAsync(new WorkflowExecutionLogRecordFilter { WorkflowInstanceId = instanceId }, PageArgs.All)).Items];

    public async Task RecoverAsync()
    {
        await Recovery.RecoverAsync();
        await IdleAsync();
    }

    public Task IdleAsync() => Get<IEngineActivity>().WhenIdleAsync();

    /// <summary>The host goes, whatever it was doing; the next one comes up on the same file.</summary>
    public async Task RestartAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        _services = null;
    }

    public async ValueTask DisposeAsync()
    {
        await RestartAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    public static WorkflowDefinitionHandle Definition(string definitionId) => new() { DefinitionId = definitionId };

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Trace);
        services.AddSingleton(Gate);
        services.AddEmbeddedEngine(options => options.DatabasePath = DatabasePath);
        foreach (var (id, root) in _workflows)
            services.AddSingleton(new WorkflowRegistration(typeof(Rooted), _ => new Rooted(id, root())));
        _configured.ForEach(configure => configure(services));
        return services.BuildServiceProvider();
    }

    private sealed class Rooted(string definitionId, IActivity root) : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder)
        {
            builder.WithDefinitionId(definitionId);
            builder.Root = root;
        }
    }
}
