using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>Cards that a run may use in one node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Device">Their type; null while unknown.</param>
/// <param name="Cards">How many.</param>
public sealed record NodeCards(string Node, DeviceType? Device, int Cards);

/// <summary>What is wrong, and what is doubtful, about a request: everything at once.</summary>
/// <param name="Faults">Reasons to refuse it, each naming the value and the remedy.</param>
/// <param name="Warnings">What the user should know although it can run.</param>
public sealed record Validation(IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings)
{
    /// <summary>Whether the request can run.</summary>
    public bool IsValid => Faults.Count == 0;
}
