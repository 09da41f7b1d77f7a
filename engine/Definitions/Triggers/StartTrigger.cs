namespace Pipeline.Engine.Definitions.Triggers;

/// <summary>A trigger of a published definition: what it waits for starts a run.</summary>
/// <param name="Id">Its id; the same as long as the published version is.</param>
/// <param name="DefinitionId">The definition.</param>
/// <param name="VersionId">The published version.</param>
/// <param name="ActivityId">The activity with which the run begins.</param>
/// <param name="Name">The activity's type, such as <c>Elsa.Cron</c>.</param>
/// <param name="Hash">The stimulus's hash.</param>
/// <param name="Payload">The stimulus: a <see cref="Elsa.Scheduling.Bookmarks.CronTriggerPayload"/>, an <see cref="Elsa.Http.Bookmarks.HttpEndpointBookmarkPayload"/> and so on.</param>
public sealed record StartTrigger(string Id, string DefinitionId, string VersionId, string ActivityId, string Name, string Hash, object? Payload);
