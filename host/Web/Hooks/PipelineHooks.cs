using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Host.Runs;
using Pipeline.Workflows;

namespace Pipeline.Host.Web.Hooks;

/// <summary>The hooks of the pipelines that come with the product.</summary>
internal sealed class PipelineHooks : IHookSource
{
    private readonly Dictionary<string, Hook> hooks = new(StringComparer.OrdinalIgnoreCase);

    public PipelineHooks()
    {
        Add(new Hook("calibrate", CalibrateHook.Choose));
        Add(new Hook("unify", set => new HookRun(nameof(UnifyExisting), set)));
        Add(new Hook("node-health", set => new HookRun(nameof(NodeHealthCheck), set)));
    }

    /// <inheritdoc/>
    public Hook? Find(string path) => hooks.GetValueOrDefault(path);

    private void Add(Hook hook) => hooks.Add(hook.Path, hook);
}

/// <summary>Chooses the calibrating pipeline that fits what is asked for.</summary>
internal static class CalibrateHook
{
    private const string Pipeline = "pipeline";
    private static readonly string[] Calibrating = [nameof(MultiNodeCalibration), nameof(MoeCalibration), nameof(SingleNodeCalibration)];

    /// <summary>The pipeline named by <c>pipeline</c>; else <c>expandTo</c> asks for the mixture-of-experts procedure, more than 8 cards for several nodes, the rest fits one node.</summary>
    public static HookRun Choose(IReadOnlyDictionary<string, string> set)
    {
        var inputs = set.Where(i => i.Key != Pipeline && !IsEmptyExpansion(i)).ToDictionary(i => i.Key, i => i.Value);
        if (set.TryGetValue(Pipeline, out var named))
        {
            return Calibrating.FirstOrDefault(c => string.Equals(c, named, StringComparison.OrdinalIgnoreCase)) is { } chosen
                ? new HookRun(chosen, inputs)
                : throw new InputException($"pipeline={named}: this hook starts {string.Join(", ", Calibrating)}.");
        }

        if (inputs.ContainsKey(CalibrationInputs.ExpandTo.Name))
            return new HookRun(nameof(MoeCalibration), WithoutUnifying(inputs));
        return new HookRun(Cards(inputs) > DeviceType.CardsPerServer ? nameof(MultiNodeCalibration) : nameof(SingleNodeCalibration), inputs);
    }

    /// <summary>The mixture-of-experts procedure always unifies to one rank: to ask for that is no fault, to ask for more is.</summary>
    private static Dictionary<string, string> WithoutUnifying(Dictionary<string, string> inputs)
    {
        if (inputs.TryGetValue(CalibrationInputs.UnifyTo.Name, out var ranks) && ranks is "0" or "1")
            inputs.Remove(CalibrationInputs.UnifyTo.Name);
        return inputs;
    }

    private static bool IsEmptyExpansion(KeyValuePair<string, string> input) => input.Key == CalibrationInputs.ExpandTo.Name && input.Value.Length == 0;

    private static int Cards(Dictionary<string, string> inputs) =>
        inputs.TryGetValue(CalibrationInputs.TensorParallel.Name, out var text) && int.TryParse(text, out var cards) ? cards : DeviceType.CardsPerServer;
}
