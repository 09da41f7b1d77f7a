using System.Text.Json.Nodes;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Reads a definition's options.</summary>
internal static class OptionsReader
{
    /// <summary>The incident strategies there are.</summary>
    public static IReadOnlyList<Type> IncidentStrategies { get; } = Implementations<IIncidentStrategy>();

    /// <summary>The activation strategies there are.</summary>
    public static IReadOnlyList<Type> ActivationStrategies { get; } = Implementations<IWorkflowActivationStrategy>();

    public static WorkflowOptions Read(JsonObject? options, ReadingScope scope) => options is null ? new WorkflowOptions() : new WorkflowOptions
    {
        ActivationStrategyType = Find(options, "activationStrategyType", ActivationStrategies, scope),
        IncidentStrategyType = Find(options, "incidentStrategyType", IncidentStrategies, scope),
        UsableAsActivity = options.Flag("usableAsActivity") ? true : null,
        AutoUpdateConsumingWorkflows = options.Flag("autoUpdateConsumingWorkflows"),
        ActivityCategory = options.Text("activityCategory"),
        CommitStrategyName = options.Text("commitStrategyName")
    };

    private static Type? Find(JsonObject options, string name, IReadOnlyList<Type> known, ReadingScope scope)
    {
        if (options.Text(name) is not { Length: > 0 } value)
            return null;
        var full = value.Split(',')[0].Trim();
        var type = known.FirstOrDefault(candidate => candidate.Name == full || candidate.FullName == full);
        if (type is null)
            scope.Fault($"$.options.{name}", $"There is no strategy '{value}'; there are {string.Join(", ", known.Select(candidate => candidate.Name))}.");
        return type;
    }

    private static List<Type> Implementations<T>() =>
        [.. typeof(T).Assembly.GetExportedTypes().Where(type => type is { IsAbstract: false, IsClass: true } && typeof(T).IsAssignableFrom(type)).OrderBy(type => type.Name)];
}
