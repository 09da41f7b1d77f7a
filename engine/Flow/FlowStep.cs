namespace Pipeline.Engine.Flow;

/// <summary>An activity to schedule next.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="CancelsRivals">Whether the other branches that lead to it are cancelled first.</param>
internal readonly record struct FlowStep(IActivity Activity, bool CancelsRivals = false);
