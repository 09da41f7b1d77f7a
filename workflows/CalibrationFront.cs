using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Decisions;
using static Pipeline.Workflows.CalibrationInputs;

namespace Pipeline.Workflows;

/// <summary>
/// The way every calibrating pipeline begins: nodes, checks, installation, workspace; NIC check with bounded flips when
/// several nodes are used; Ray when the calibration spans them; then the calibration.
/// </summary>
internal sealed class CalibrationFront
{
    public CalibrationFront(FlowBuilder flow, Variable<string> measurements, Variable<string> config, bool unifiedLater)
    {
        Acquire = new AcquireNodes { Cards = TensorParallel.Value, ServingCards = ServeOn.Value, Nodes = Nodes.Value, Device = Device.Value };
        var check = new CheckPrerequisites { Cards = TensorParallel.Value, ServingCards = ServeOn.Value, Dataset = Dataset.Value, BeforeInstalling = new(true) };
        var container = new EnsureContainer();
        var plugin = new InstallPlugin();
        var workspace = new PrepareWorkspace();
        var several = new UsesSeveralNodes { Name = "Several nodes?" };
        Nics = new NicGate(flow);
        var spans = new IsMoreThan { Name = "Spans nodes?", Value = TensorParallel.Value, Limit = new(DeviceType.CardsPerServer) };
        var environment = new SetUpEnvironment();
        var ray = new StartRay { Cards = TensorParallel.Value };
        Calibrate = new Calibrate
        {
            Model = Model.Value,
            Dataset = Dataset.Value,
            Output = CalibrationInputs.Output.Value,
            TensorParallel = TensorParallel.Value,
            BatchSize = BatchSize.Value,
            SampleLimit = SampleLimit.Value,
            Mode = Mode.Value,
            Samples = Samples.Value,
            ExpertParallel = ExpertParallel.Value,
            Eager = Eager.Value,
            Force = Force.Value,
            UnifiedLater = new(unifiedLater),
            Measurements = new(measurements),
            QuantizeConfig = new(config),
        };

        flow.Chain(Acquire, check, container, plugin, workspace, several)
            .Connect(several, "True", Nics.Loop)
            .Connect(several, "False", spans)
            .Connect(Nics.Failed, "False", spans)
            .Connect(spans, "True", environment)
            .Connect(spans, "False", Calibrate)
            .Chain(environment, ray, Calibrate);
        Steps = [Acquire, check, container, plugin, workspace, environment, ray, Calibrate];
    }

    public AcquireNodes Acquire { get; }

    public Calibrate Calibrate { get; }

    /// <summary>The NIC check with its flips.</summary>
    public NicGate Nics { get; }

    /// <summary>Every step that can fail.</summary>
    public IReadOnlyList<IActivity> Steps { get; }
}
