using System.Text.Json;
using Elsa.Http.Bookmarks;
using Elsa.Scheduling.Bookmarks;
using Pipeline.Engine.Conversion;

namespace Pipeline.Engine.Definitions.Triggers;

/// <summary>The types of stored stimuli, by the trigger's activity type.</summary>
internal static class TriggerPayloads
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["Elsa.HttpEndpoint"] = typeof(HttpEndpointBookmarkPayload),
        ["Elsa.Cron"] = typeof(CronTriggerPayload),
        ["Elsa.Timer"] = typeof(TimerTriggerPayload),
        ["Elsa.StartAt"] = typeof(StartAtPayload)
    };

    /// <summary>The activity types that start workflows.</summary>
    public static IEnumerable<string> Names => Types.Keys;

    /// <summary>Whether something starts workflows by this activity type.</summary>
    public static bool Knows(string name) => Types.ContainsKey(name);

    /// <summary>The stimulus; of an unknown type, as JSON.</summary>
    public static object? Read(string name, string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Types.GetValueOrDefault(name) ?? typeof(JsonElement), EngineJson.Options);
}
