using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Decisions;
using static Pipeline.Workflows.CalibrationInputs;

namespace Pipeline.Workflows;

/// <summary>
/// The way every calibrating pipeline ends: Ray of the calibration is stopped, the result is served for a trial when asked
/// for (with Ray of its own, since <c>QUANT_CONFIG</c> is another, when it spans nodes), and everything is put back.
/// </summary>
internal sealed class ServingTail
{
    public ServingTail(FlowBuilder flow, Input<string> config, Variable<string> endpoint, Input<bool> expertParallel, IActivity last)
    {
        First = new StopRay();
        var wanted = new IsMoreThan { Name = "Serve?", Value = ServeOn.Value };
        var spans = new IsMoreThan { Name = "Serving spans nodes?", Value = ServeOn.Value, Limit = new(DeviceType.CardsPerServer) };
        var environment = new SetUpEnvironment { QuantConfig = config };
        var ray = new StartRay { Cards = ServeOn.Value };
        var serve = new Serve
        {
            Model = Model.Value,
            QuantizeConfig = config,
            TensorParallel = ServeOn.Value,
            MaxModelLength = MaxModelLength.Value,
            ExpertParallel = expertParallel,
            Port = CalibrationInputs.Port.Value,
            Endpoint = new(endpoint),
        };
        var stopServing = new StopServing();
        var stopRay = new StopRay();
        var release = new ReleaseNodes();
        flow.Connect(First, "Done", wanted)
            .Connect(wanted, "True", spans)
            .Connect(wanted, "False", release)
            .Connect(spans, "True", environment)
            .Connect(spans, "False", serve)
            .Chain(environment, ray, serve, stopServing, stopRay, release, last);
        Steps = [First, environment, ray, serve, stopServing, stopRay];
    }

    public IActivity First { get; }

    /// <summary>Every step that can fail.</summary>
    public IReadOnlyList<IActivity> Steps { get; }
}
