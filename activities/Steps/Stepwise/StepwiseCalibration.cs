using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Stepwise;

/// <summary>
/// The plan of a calibration whose sub-steps are jobs of their own. What was measured is kept as a copy beside the
/// measurements, because sub-step 3 overwrites them: nothing that goes wrong after measuring costs the measuring.
/// </summary>
internal sealed class StepwiseCalibration
{
    private const string Copy = "pipeline-measured";
    private const string Postprocessed = "pipeline-postprocessed";

    private static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    private readonly StepContext context;
    private readonly CalibrationRequest request;
    private readonly OutputLayout layout;
    private readonly SubSteps commands;
    private readonly SubStepChain chain;

    /// <summary>Plans it.</summary>
    /// <param name="context">The step.</param>
    /// <param name="request">What to calibrate.</param>
    /// <param name="force">Whether results of other runs do not count.</param>
    public StepwiseCalibration(StepContext context, CalibrationRequest request, bool force)
    {
        (this.context, this.request) = (context, request);
        layout = OutputLayout.Of(request, context.DeviceType);
        commands = new SubSteps(request);
        chain = new SubStepChain(layout.ModelFolder, ["stepwise", context.DeviceType.Name, force ? context.RunId : ""], [.. Steps()]);
    }

    private string ShortName => context.DeviceType.ShortName;

    private int Ranks => request.TensorParallel;

    /// <summary>The plan.</summary>
    public StepPlan Plan()
    {
        var configs = CalibrationConfigs.For(layout.Model.Value, $"{layout.Measurements}/inc_output");
        var (measure, quantize) = (configs.Measure.ToText(), configs.Quantize.ToText());
        List<IEnumerable<StepJob>> stages =
        [
            [Small(ShellScript.Of($"mkdir -p {layout.Measurements} && {Put(measure, layout.MeasureConfig)} && {Put(quantize, layout.QuantizeConfig)}"))],
        ];
        foreach (var (step, guard) in chain.Steps)
        {
            if (step.Command.Number == 2)
                stages.AddRange(MakeCurrent(measure));
            if (step.Command.Number == 4)
                stages.AddRange(MakeCurrent(quantize));
            stages.Add([Job(step, guard)]);
        }

        return StepPlan.InOrder(stages) with { Progress = ProgressKind.Calibration };
    }

    /// <summary>The copy in <c>QUANT_CONFIG</c>'s file, proved to have arrived on every node; the script sleeps two seconds instead.</summary>
    private IEnumerable<IEnumerable<StepJob>> MakeCurrent(string config)
    {
        if (!commands.SpansNodes)
            yield break;
        var buffer = context.Layout.QuantConfigBuffer;
        yield return [Small(Write(config, buffer))];
        yield return context.Nodes.Select(n => n.InContainer(Arrival.Of(buffer, TextHash.Of(config))) with { Timeout = Short });
    }

    private StepJob Job(SubStep step, SubStepGuard guard)
    {
        var environment = new Dictionary<string, string>(step.Command.Environment);
        if (!commands.SpansNodes)
            environment["QUANT_CONFIG"] = step.Command.Number < 4 ? layout.MeasureConfig : layout.QuantizeConfig;
        else
            foreach (var (name, value) in RayEnvironment.Of(context, context.Head))
                environment[name] = value;
        return context.Head.InContainer(step.Script) with
        {
            WorkingDirectory = context.Layout.Calibration,
            Environment = environment,
            Guard = guard,
        };
    }

    private IEnumerable<SubStep> Steps()
    {
        var name = $"{layout.ModelFolder}/{layout.Model}";
        var dataset = $"{layout.Model}-calibration-dataset.pkl";
        if (commands.PrepareDataset(name) is { } prepare)
            yield return Plain(prepare) with { Leaves = [dataset], Keeps = [dataset] };
        IReadOnlyList<string> measured = [.. InFolder(SubStepFiles.Measured(Ranks))];
        yield return Plain(commands.Measure($"{layout.ModelFolder}/{dataset}")) with
        {
            Leaves = measured,
            After = KeepMeasured(measured),
            Keeps = [.. SubStepFiles.Measured(Ranks).Select(f => $"{Copy}/{f}")],
        };
        var processed = $"{layout.ModelFolder}/{Postprocessed}";
        var postprocess = commands.Postprocess(layout.Measurements, processed);
        yield return new SubStep(postprocess, ShellScript.Of($"{Words(postprocess)} && cp {processed}/* {layout.Measurements}/"))
        {
            Before = ShellScript.Lines(OnlyOwnRanks(), Restore()),
            Leaves = measured,
            After = ShellScript.Of($"rm -rf {Postprocessed}"),
            Keeps = measured,
        };
        IReadOnlyList<string> scales = [.. InFolder(SubStepFiles.Scales(Ranks))];
        yield return Plain(commands.Quantize()) with
        {
            // A scale file that is there already is loaded instead of being calculated anew.
            Before = ShellScript.Of($"rm -f {ShortName}/inc_output_hooks_maxabs_[A-Z]*_{Ranks}.json {ShortName}/inc_output_hooks_maxabs_[A-Z]*_{Ranks}.npz"),
            Leaves = scales,
            Keeps = [.. measured, .. scales],
        };
        if (commands.Unify(layout.Measurements) is not { } unify)
            yield break;
        var unified = request.UnifyRanks!.Value;
        IReadOnlyList<string> result = [.. InFolder([.. SubStepFiles.Unified(unified), .. SubStepFiles.Scales(unified)])];
        yield return Plain(unify) with { Before = OnlyOwnRanks(), Leaves = result, Keeps = [.. measured, .. scales, .. result] };
    }

    private IEnumerable<string> InFolder(IEnumerable<string> names) => names.Select(n => $"{ShortName}/{n}");

    /// <summary>A copy of the measurements, complete or not there.</summary>
    private static ShellScript KeepMeasured(IReadOnlyList<string> files) => ShellScript.Of(
        $"""
         rm -rf {Copy} {Copy}.part
         mkdir {Copy}.part
         cp -p {files} {Copy}.part/
         mv {Copy}.part {Copy}
         """);

    /// <summary>The measurements as they were measured, without scales of an attempt that failed.</summary>
    private ShellScript Restore() => ShellScript.Of(
        $"""
         rm -f {ShortName}/inc_output_hooks_maxabs*
         cp -p {Copy}/* {ShortName}/
         rm -rf {Postprocessed}
         """);

    /// <summary>
    /// The official scripts find files by counting those in the folder, so files of other numbers of ranks must not be there;
    /// they are moved to where INC itself moves old files.
    /// </summary>
    private ShellScript OnlyOwnRanks() => ShellScript.Of(
        $$"""
          mkdir -p {{ShortName}}
          backup={{ShortName}}/backup_inc_output_$(date +%d-%m_%H:%M:%S)
          for old in {{ShortName}}/inc_output*; do
            case $old in *_{{Ranks}}.json | *_{{Ranks}}.npz | *_{{Ranks}}_mod_list.json) continue ;; esac
            [ -e "$old" ] || continue
            mkdir -p "$backup"
            mv -f "$old" "$backup/"
          done
          """);

    private StepJob Small(ShellScript script) => context.Head.InContainer(script) with { Timeout = Short };

    private static SubStep Plain(SubStepCommand command) => new(command, Words(command));

    private static ShellScript Words(SubStepCommand command) => ShellScript.Command(command.Words[0], command.Words.Skip(1));

    private static ShellScript Put(string text, string path) => ShellScript.Of($"{Write(text, $"{path}.tmp")} && mv {$"{path}.tmp"} {path}");

    private static ShellScript Write(string text, string path) => ShellScript.Of($"printf %s {text} > {path}");
}
