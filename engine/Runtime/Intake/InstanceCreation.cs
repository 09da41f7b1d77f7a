namespace Pipeline.Engine.Runtime.Intake;

/// <summary>What became of an instance that was to be made.</summary>
public enum InstanceCreation
{
    /// <summary>It was made.</summary>
    Made,

    /// <summary>There is one of that id, which was left alone.</summary>
    Known,

    /// <summary>Its workflow's activation strategy allows none beside those that have not ended.</summary>
    Refused,
}

/// <summary>No instance was made: the activation strategy of its workflow allows none beside those that have not ended.</summary>
/// <param name="workflow">The workflow's name or id.</param>
public sealed class ActivationRefusedException(string workflow)
    : Exception($"'{workflow}' was not started: its activation strategy allows no run beside one that has not ended. Wait for the end of that run, or cancel it.");
