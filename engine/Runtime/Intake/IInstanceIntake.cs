namespace Pipeline.Engine.Runtime.Intake;

/// <summary>Makes many instances at the price of one commit: for hosts that accept more than they can run at once.</summary>
public interface IInstanceIntake
{
    /// <summary>
    /// Makes the instances, Pending; nothing runs. An instance whose id is taken, in the database or by an earlier one of the
    /// list, is left alone, so a caller that derives the id from what it was asked for makes it once. Those whose workflow has
    /// an activation strategy are asked about one by one, each in a transaction of its own; all others are made in one.
    /// </summary>
    /// <returns>For each in turn, what became of it.</returns>
    Task<IReadOnlyList<InstanceCreation>> CreateAsync(IReadOnlyList<NewInstance> instances, CancellationToken cancellationToken = default);
}

/// <summary>An instance to make.</summary>
/// <param name="DefinitionId">Its workflow: a definition id, or the id of one of its versions.</param>
/// <param name="InstanceId">Its id.</param>
public sealed record NewInstance(string DefinitionId, string InstanceId)
{
    /// <summary>What it is called; null for the name of its workflow.</summary>
    public string? Name { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The trigger with which it begins; null for the start of the workflow.</summary>
    public string? TriggerActivityId { get; init; }

    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
}
