using Pipeline.Activities.Gaudi.Calibration;
using static Pipeline.Workflows.CalibrationInputs;

namespace Pipeline.Workflows;

/// <summary>Checks a calibration's inputs against the nodes it could use.</summary>
internal static class CalibrationCheck
{
    /// <summary>The nodes that the inputs allow: those named, or all of the wanted type.</summary>
    public static (IReadOnlyList<PoolNode> Nodes, IReadOnlyList<string> Faults) Candidates(IReadOnlyDictionary<string, object?> values, PoolFacts pool)
    {
        var faults = new List<string>();
        var device = Device.In(values);
        if (device is not ("" or "gaudi2" or "gaudi3"))
            faults.Add($"device={device}: there is no such device type. Use gaudi2 or gaudi3, or leave it empty.");
        var names = Nodes.In(values);
        var unknown = names.Where(n => pool.Nodes.All(p => p.Name != n)).ToList();
        faults.AddRange(unknown.Select(n => $"nodes={n}: the pool has no such node. It has {string.Join(", ", pool.Nodes.Select(p => p.Name))}."));
        var nodes = pool.Nodes.Where(p => names.Count == 0 || names.Contains(p.Name)).ToList();
        if (names.Count > 0 && nodes.Select(n => n.Device).OfType<string>().Distinct().Count() > 1)
            faults.Add($"nodes={string.Join(",", names)}: they have different device types ({string.Join(", ", nodes.Select(n => $"{n.Name} {n.Device}"))}). Calibrate on one type only: its scales must not be used on another.");
        return (LargestType([.. nodes.Where(p => device.Length == 0 || p.Device is null || p.Device == device)]), faults);
    }

    /// <summary>Checks the calibration proper.</summary>
    /// <param name="values">All inputs.</param>
    /// <param name="pool">The configured nodes.</param>
    /// <param name="unifyRanks">Ranks after unification; null = none.</param>
    /// <param name="unifiedLater">Whether the pipeline itself unifies what was measured with expert parallelism.</param>
    public static InputCheck Of(IReadOnlyDictionary<string, object?> values, PoolFacts pool, int? unifyRanks, bool unifiedLater)
    {
        var (nodes, faults) = Candidates(values, pool);
        IReadOnlyList<string> missing =
        [
            .. ((PipelineInput<string>[])[Model, Dataset]).Where(i => i.In(values).StartsWith('/') && pool.IsMissing(i.In(values)))
                .Select(i => $"{i.Name}={i.In(values)}: there is no such file or folder on the nodes. Give its path as the nodes see it."),
        ];
        var request = new CalibrationRequest
        {
            Model = Model.In(values),
            Dataset = Dataset.In(values),
            Output = Output.In(values),
            TensorParallel = TensorParallel.In(values),
            BatchSize = BatchSize.In(values),
            SampleLimit = SampleLimit.In(values) is > 0 and var limit ? limit : null,
            Mode = CalibrationModes.Find(Mode.In(values)) ?? CalibrationMode.Whole,
            Samples = Samples.In(values),
            UnifyRanks = unifyRanks,
            ExpertParallel = ExpertParallel.In(values),
            Eager = Eager.In(values),
            UnifiedLater = unifiedLater,
        };
        var check = request.Validate(nodes.Sum(n => n.Cards), [.. nodes.Select(n => n.Device).OfType<string>().Distinct()], nodes.Count);
        IEnumerable<string> modes = CalibrationModes.Find(Mode.In(values)) is null
            ? [$"mode={Mode.In(values)}: there is no such mode. Use {string.Join(" or ", Enum.GetNames<CalibrationMode>())}."]
            : [];
        return new InputCheck([.. faults, .. missing, .. modes, .. check.Faults.Select(f => $"{f.Message} {f.Remedy}"), .. MixedTypes(values, pool, nodes)], check.Warnings);
    }

    /// <summary>Checks the trial serving.</summary>
    public static InputCheck OfServing(IReadOnlyDictionary<string, object?> values, PoolFacts pool, IReadOnlyCollection<int> available)
    {
        var cards = ServeOn.In(values);
        if (cards == 0)
            return InputCheck.Fine;
        var faults = new List<string>();
        if (!available.Contains(cards))
            faults.Add($"serveOn={cards}: the measurements are made for {string.Join(", ", available)} ranks, and serving needs a file for each of its ranks. Use one of these numbers, or 0 not to serve.");
        var (nodes, _) = Candidates(values, pool);
        if (nodes.Sum(n => n.Cards) < cards)
            faults.Add($"serveOn={cards}: the pool holds {nodes.Sum(n => n.Cards)} such cards. Serve on fewer, or add nodes.");
        return new InputCheck(faults, []);
    }

    /// <summary>Says that nodes were left out for their type, when that is why there are too few cards.</summary>
    private static IEnumerable<string> MixedTypes(IReadOnlyDictionary<string, object?> values, PoolFacts pool, IReadOnlyList<PoolNode> nodes)
    {
        var cards = TensorParallel.In(values);
        if (nodes.Sum(n => n.Cards) < cards && pool.Nodes.Sum(n => n.Cards) >= cards && pool.Nodes.Select(n => n.Device).OfType<string>().Distinct().Count() > 1)
            yield return $"The pool mixes device types ({string.Join(", ", pool.Nodes.Select(n => $"{n.Name} {n.Device}"))}), and a calibration uses one: its scales must not be used on another.";
    }

    /// <summary>A run uses nodes of one type; of several types the one with the most cards counts.</summary>
    private static List<PoolNode> LargestType(IReadOnlyList<PoolNode> nodes) =>
        nodes.GroupBy(n => n.Device).OrderByDescending(g => g.Sum(n => n.Cards)).FirstOrDefault()?.ToList() ?? [];
}
