namespace Elsa.Workflows.Exceptions;

/// <summary>A saved workflow names an activity type that is not registered.</summary>
public class ActivityNotFoundException : Exception
{
    public ActivityNotFoundException(string missingTypeName) : base($"The activity type '{missingTypeName}' is not registered.") => MissingTypeName = missingTypeName;

    public ActivityNotFoundException(string missingTypeName, int missingTypeVersion)
        : base($"Version {missingTypeVersion} of the activity type '{missingTypeName}' is not registered.")
    {
        MissingTypeName = missingTypeName;
        MissingTypeVersion = missingTypeVersion;
    }

    public string MissingTypeName { get; }
    public int MissingTypeVersion { get; }
}
