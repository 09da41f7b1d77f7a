using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Api.Descriptors;

/// <summary>What the designer offers beside activities and expressions: only what this engine does.</summary>
internal static class ChoicesApi
{
    private static readonly IReadOnlyList<Choice> Incidents =
    [
        new("FaultStrategy", "Fault", "The first failed activity ends the whole workflow as faulted."),
        new("ContinueWithIncidentsStrategy", "Continue with incidents", "Other branches go on after an activity failed."),
    ];

    private static readonly IReadOnlyList<Choice> Activations =
    [
        new("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "Always", "Any number of runs at once."),
        new("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "Singleton", "One run of this definition at a time."),
        new("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", "Correlated singleton", "One run of this definition at a time for each correlation id."),
        new("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", "Correlation", "One run of any definition at a time for each correlation id."),
    ];

    private static readonly IReadOnlyList<Storage> Drivers =
    [
        new("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "Workflow Instance", 5, false),
        new("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "Memory", 0, false),
    ];

    private static readonly IReadOnlyList<VariableType> Types =
    [
        .. DefinitionTypes.Offered.Select(type => new VariableType(type.Name, type.Name, type.Category, "")),
    ];

    private static readonly IReadOnlyList<Feature> Features = [new("RealTimeWorkflowUpdates", "Elsa", "Elsa.RealTimeWorkflowUpdates", "Live updates", "")];

    /// <summary>Maps it.</summary>
    public static void MapChoices(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var read = api.MapGroup("").RequireAuthorization(policies.Read);
        read.MapGet("/features/installed", (HttpContext context) => ApiAnswers.List(context, Features)).WithSummary("Optional parts of the API");
        var descriptors = read.MapGroup("/descriptors");
        descriptors.MapGet("/incident-strategies", (HttpContext context) => ApiAnswers.List(context, Incidents)).WithSummary("What a failed activity does to its workflow");
        descriptors.MapGet("/storage-drivers", (HttpContext context) => ApiAnswers.List(context, Drivers)).WithSummary("Where variables are kept");
        descriptors.MapGet("/variables", (HttpContext context) => ApiAnswers.List(context, Types)).WithSummary("Types of variables");
        descriptors.MapGet("/workflow-activation-strategies", (HttpContext context) => ApiAnswers.List(context, Activations)).WithSummary("Which runs may go on at once");
        // Every activity that changes something is committed, and everything is journalled: there is nothing to choose.
        foreach (var none in (string[])["log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities", "output-converters"])
            descriptors.MapGet($"/{none}", (HttpContext context) => ApiAnswers.List<Choice>(context, [])).WithSummary("Nothing to choose");
        read.MapGet("/resilience/strategies", (HttpContext context) => ApiAnswers.List<Choice>(context, [])).WithSummary("Nothing to choose");
    }

    private sealed record Choice(string TypeName, string DisplayName, string Description);

    private sealed record Storage(string TypeName, string DisplayName, double Priority, bool Deprecated);

    private sealed record VariableType(string TypeName, string DisplayName, string Category, string Description);

    private sealed record Feature(string Name, string Namespace, string FullName, string DisplayName, string Description);
}
