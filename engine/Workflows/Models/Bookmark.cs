using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>A point at which a suspended activity can be resumed.</summary>
public class Bookmark
{
    [JsonConstructor]
    public Bookmark()
    {
    }

    public Bookmark(
        string id,
        string name,
        string hash,
        object? payload,
        string activityId,
        string activityNodeId,
        string? activityInstanceId,
        DateTimeOffset createdAt,
        bool autoBurn = true,
        string? callbackMethodName = null,
        bool autoComplete = true,
        IDictionary<string, string>? metadata = null)
    {
        Id = id;
        Name = name;
        Hash = hash;
        Payload = payload;
        ActivityId = activityId;
        ActivityNodeId = activityNodeId;
        ActivityInstanceId = activityInstanceId;
        CreatedAt = createdAt;
        AutoBurn = autoBurn;
        CallbackMethodName = callbackMethodName;
        AutoComplete = autoComplete;
        Metadata = metadata;
    }

    public string Id { get; set; } = "";

    /// <summary>What kind of stimulus resumes it; the activity's type name unless set.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="IStimulusHasher"/>.</summary>
    public string Hash { get; set; } = "";

    public object? Payload { get; set; }
    public string ActivityId { get; set; } = "";
    public string ActivityNodeId { get; set; } = "";
    public string? ActivityInstanceId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Whether resuming removes it.</summary>
    public bool AutoBurn { get; set; } = true;

    /// <summary>The method of the activity that is called on resume; null completes the activity if <see cref="AutoComplete"/>.</summary>
    public string? CallbackMethodName { get; set; }

    public bool AutoComplete { get; set; } = true;
    public IDictionary<string, string>? Metadata { get; set; }
}
