using Pipeline.Engine.Definitions;
using Pipeline.Host.Cli;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Simulation;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Cli;

/// <summary>Runs command lines on in-memory runs and keeps what they print.</summary>
internal sealed class CommandLine : IHostSessions, IHostSession, IMeasurementTools, ISimulatedNodes
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public InMemoryRuns Runs { get; } = new();

    public List<NodeRow> Nodes { get; } = [];

    public PoolCheck? Check { get; set; }

    public SessionOptions? Opened { get; private set; }

    public object? Transform { get; private set; }

    public string Output => output.ToString();

    public string Error => error.ToString();

    public int Width { get; init; } = 80;

    IRuns IHostSession.Runs => Runs;

    IDefinitions IHostSession.Definitions => throw new NotSupportedException();

    public Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, CancellationToken.None);

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var services = new CliServices(this, () => this, () => this, ["false"], new InstantClock(Noon)) { Server = () => throw new NotSupportedException() };
        return await CliProgram.RunAsync(arguments, services, new CliConsole(output, error, Live: false, Width), cancellationToken);
    }

    public Task<IHostSession> OpenAsync(SessionOptions options, CancellationToken cancellationToken = default)
    {
        Opened = options;
        return Task.FromResult<IHostSession>(this);
    }

    public Task<IReadOnlyList<NodeRow>> NodesAsync(SessionOptions options, CancellationToken cancellationToken = default)
    {
        Opened = options;
        return Task.FromResult<IReadOnlyList<NodeRow>>(Nodes);
    }

    public Task<PoolCheck> CheckNodesAsync(SessionOptions options, CancellationToken cancellationToken = default) => Task.FromResult(Check!);

    public TransformResult Unify(UnifyOptions options, CancellationToken cancellationToken) => Note(options, options.Output);

    public TransformResult Postprocess(PostprocessOptions options, CancellationToken cancellationToken) => Note(options, options.Output);

    public TransformResult Expand(ExpandOptions options, CancellationToken cancellationToken) => Note(options, options.Output);

    public string DeviceOf(string quantizeConfig) => "gaudi2";

    public string Make(string folder, string name, string device, int cards) => $"{folder}/bin";

    public void Inject(string folder, string fault) => throw new InputException($"Unknown fault '{fault}'.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TransformResult Note(object options, string folder)
    {
        Transform = options;
        return new TransformResult(folder, ["inc_output_hooks_maxabs_0_8.json"], null, []);
    }
}
