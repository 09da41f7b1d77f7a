using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>What stands around a command on its node so that work is not done twice.</summary>
public interface IJobGuard
{
    /// <summary>Ends with 0 when the result is there and intact.</summary>
    ShellScript Check { get; }

    /// <summary>The command with the check before it and the marking of its result after it.</summary>
    ShellScript Around(ShellScript command);
}
