using System.Text.Json.Serialization;

namespace Elsa.Workflows;

/// <summary>A step of a workflow. An instance is a definition shared by all runs: state belongs on the execution context.</summary>
public interface IActivity
{
    /// <summary>Unique in the workflow.</summary>
    string Id { get; set; }

    /// <summary>The ids of the path from the workflow down to this activity, joined with ":".</summary>
    string NodeId { get; set; }

    string? Name { get; set; }
    string Type { get; set; }
    int Version { get; set; }
    IDictionary<string, object> CustomProperties { get; set; }

    [JsonIgnore]
    IDictionary<string, object> SyntheticProperties { get; set; }

    IDictionary<string, object> Metadata { get; set; }

    ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context);

    ValueTask ExecuteAsync(ActivityExecutionContext context);
}
