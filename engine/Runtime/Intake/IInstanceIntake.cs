namespace Pipeline.Engine.Runtime.Intake;

/// <summary>Makes many instances at the price of one commit: for hosts that accept more than they can run at once.</summary>
public interface IInstanceIntake
{
    /// <summary>
    /// Makes the instances, Pending, in one transaction; nothing runs. An instance whose id is taken, in the database or by an
    /// earlier one of the list, is left alone, so a caller that derives the id from what it was asked for makes it once.
    /// </summary>
    /// <returns>For each in turn, whether it was made.</returns>
    Task<IReadOnlyList<bool>> CreateAsync(IReadOnlyList<NewInstance> instances, CancellationToken cancellationToken = default);
}

/// <summary>An instance to make.</summary>
/// <param name="DefinitionId">Its workflow: a definition id, or the id of one of its versions.</param>
/// <param name="InstanceId">Its id.</param>
public sealed record NewInstance(string DefinitionId, string InstanceId)
{
    public string? Name { get; init; }
    public string? CorrelationId { get; init; }

    /// <summary>The trigger with which it begins; null for the start of the workflow.</summary>
    public string? TriggerActivityId { get; init; }

    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
}
