using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Serving;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Starts <c>vllm serve</c> with the FP8 result, waits until it is ready and asks it for one completion. The server goes on
/// until <see cref="StopServing"/>. A result that was measured on another device type is refused: its scales would cost
/// accuracy without any error (hazard 41).
/// </summary>
[Activity("Gaudi", "Gaudi", "Serves the FP8 model with the calibration's result, waits until it is ready and tries one completion.", DisplayName = "Serve")]
[FlowNode("Done", FailedOutcome)]
public class Serve : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public Serve([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>Model path or Hugging Face id.</summary>
    [Input(DisplayName = "Model", Description = "Model path or Hugging Face id.", UIHint = InputUIHints.SingleLine)]
    public Input<string> Model { get; set; } = new("");

    /// <summary>The quantization config of the result.</summary>
    [Input(DisplayName = "Quantize config", Description = "The quantization config of the result (QUANT_CONFIG).", UIHint = InputUIHints.SingleLine)]
    public Input<string> QuantizeConfig { get; set; } = new("");

    /// <summary>Cards to serve on.</summary>
    [Input(DisplayName = "Tensor parallel", Description = "Cards to serve on; more than one node's need Ray.", DefaultValue = 8)]
    public Input<int> TensorParallel { get; set; } = new(8);

    /// <summary>Longest prompt and answer together.</summary>
    [Input(DisplayName = "Max model length", Description = "Longest prompt and answer together, in tokens.", DefaultValue = 2048)]
    public Input<int> MaxModelLength { get; set; } = new(2048);

    /// <summary>Whether experts are spread over the cards.</summary>
    [Input(DisplayName = "Expert parallel", Description = "Spread the experts over the cards; for measurements expanded to so many ranks.", UIHint = InputUIHints.Checkbox)]
    public Input<bool> ExpertParallel { get; set; } = new(false);

    /// <summary>TCP port.</summary>
    [Input(DisplayName = "Port", Description = "TCP port of the server.", DefaultValue = 8000)]
    public Input<int> Port { get; set; } = new(8000);

    /// <summary>Longest time until it is ready.</summary>
    [Input(DisplayName = "Ready within minutes", Description = "Longest time until the server is ready; warm-up can take more than an hour.", DefaultValue = 120)]
    public Input<int> ReadyMinutes { get; set; } = new(120);

    /// <summary>The server's base URL.</summary>
    [Output(Description = "The server's base URL.")]
    public Output<string> Endpoint { get; set; } = new();

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var config = context.Required(QuantizeConfig, nameof(QuantizeConfig));
        var environment = new Dictionary<string, string>(SpansNodes(context) ? RayEnvironment.Of(context, context.Head) : new Dictionary<string, string>())
        {
            ["QUANT_CONFIG"] = config,
        };
        var check = context.OwnTool("measurements", "device", config, "--expect", context.DeviceType.Name);
        var vacancy = context.Head.OnHost(ServingProbe.Vacancy(context.Head.Address, context.Get(Port)));
        var server = context.Head.InContainer(Command(context)) with
        {
            Environment = environment,
            WorkingDirectory = context.Layout.Project,
            RunsOn = true,
        };
        var probe = context.Head.OnHost(ServingProbe.Script(Url(context), context.Required(Model, nameof(Model)), context.Get(ReadyMinutes))) with
        {
            Timeout = TimeSpan.FromMinutes(context.Get(ReadyMinutes) + 15),
            SilenceLimit = TimeSpan.FromMinutes(context.Get(ReadyMinutes) + 15),
        };
        return StepPlan.InOrder([check, vacancy], [server, probe]) with { Progress = ProgressKind.Serving };
    }

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        var (check, vacancy) = (results[0], results[1]);
        if (!check.Succeeded)
            return Verdicts.Failed(FailureKind.Configuration, check.Output.Trim(), "Serve on the device type that was calibrated, or calibrate on this one.");
        if (vacancy.Status.ExitCode > 1)
            return new StepVerdict.Failed(vacancy.Explain(), vacancy.Job.Node);
        if (!vacancy.Succeeded)
            return Verdicts.Failed(FailureKind.Configuration, $"Something answers at {Url(context)} already.", "Stop what listens there, or serve on another 'Port'.", vacancy.Job.Node);
        var (server, probe) = (results[2], results[3]);
        if (server.Status.State != JobState.Running)
            return new StepVerdict.Failed(server.Explain(new FailureContext { TensorParallel = context.Get(TensorParallel) }), server.Job.Node);
        if (!probe.Succeeded)
            return Verdicts.Failed(FailureKind.Timeout, $"The server was not ready in time: {LastLine(probe.Output)}", "See the server's log; the first warm-up can take hours: raise 'Ready within minutes'.", probe.Job.Node);
        if (SmokeTest.Judge(LastLine(probe.Output)) is { } failure)
            return new StepVerdict.Failed(failure, probe.Job.Node);
        return Expect(context);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => context.Done($"served on {Url(context)}: ready, one completion tried") with
    {
        Outputs = new Dictionary<string, object?> { [nameof(Endpoint)] = Url(context) },
    };

    /// <inheritdoc/>
    protected internal override RunSession Begin(StepContext context) => context.Session with
    {
        Serving = new Mechanism.Serving(context.Head.Name, context.JobId(1, 0), Url(context)),
    };

    private ShellScript Command(StepContext context) => ShellScript.Command("vllm", new ServeCommand
    {
        Model = context.Required(Model, nameof(Model)),
        TensorParallel = context.Get(TensorParallel),
        MaxModelLength = context.Get(MaxModelLength),
        ExpertParallel = context.Get(ExpertParallel),
        Ray = SpansNodes(context),
        Port = context.Get(Port),
    }.Arguments());

    private bool SpansNodes(StepContext context) => context.Get(TensorParallel) > context.Head.Cards;

    private string Url(StepContext context) => string.Create(CultureInfo.InvariantCulture, $"http://{context.Head.Address}:{context.Get(Port)}");

    private static string LastLine(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no answer";
}
