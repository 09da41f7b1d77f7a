using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>All faults at once, one a line, each with its remedy.</summary>
internal static class FaultTable
{
    /// <summary>The failure that they are together.</summary>
    public static StepVerdict.Failed Of(IReadOnlyList<NodeFault> faults)
    {
        if (faults is [var only])
            return new StepVerdict.Failed(only.Failure, only.Node);
        var kind = faults.Select(f => f.Failure.Kind).Distinct().Count() == 1 ? faults[0].Failure.Kind : FailureKind.Configuration;
        return new StepVerdict.Failed(new Failure(
            kind,
            $"{faults.Count} checks failed:\n{Lines(faults)}",
            "Mend what the table lists, then retry the run."));
    }

    /// <summary>The table: node, check, what is wrong, what helps.</summary>
    public static string Lines(IReadOnlyList<NodeFault> faults)
    {
        var (node, check) = (faults.Max(f => Place(f).Length), faults.Max(f => f.Check.Length));
        return string.Join('\n', faults.Select(f => $"  {Place(f).PadRight(node)}  {f.Check.PadRight(check)}  {f.Failure.Summary} {f.Failure.Remedy}"));
    }

    private static string Place(NodeFault fault) => fault.Node ?? "(nodes)";
}
