using Elsa.Common.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Api.Instances;

/// <summary>An instance's journal, oldest first.</summary>
internal static class JournalApi
{
    private const int LargestPage = 1000;

    /// <summary>Maps it.</summary>
    public static void MapJournal(this IEndpointRouteBuilder api, ApiPolicies policies) =>
        api.MapPost("/workflow-instances/{id}/journal", ReadAsync).RequireAuthorization(policies.Read).WithSummary("A part of an instance's journal");

    private static async Task<IResult> ReadAsync(string id, int? skip, int? take, HttpContext context, IWorkflowExecutionLogStore store, StateJson json)
    {
        if (await ApiBodies.ReadAsync<Request>(context, json) is not { } request)
            return ApiAnswers.Refuse("The body is no set of filters in JSON.");
        var wanted = request.Filter ?? new Wanted();
        var filter = new WorkflowExecutionLogRecordFilter
        {
            WorkflowInstanceId = id,
            ActivityIds = wanted.ActivityIds.OrNone(),
            ActivityNodeIds = wanted.ActivityNodeIds.OrNone(),
            ExcludeActivityTypes = wanted.ExcludedActivityTypes.OrNone(),
            EventNames = wanted.EventNames.OrNone(),
        };
        var page = await store.FindManyAsync(filter, PageArgs.FromRange(Math.Max(0, skip ?? 0), Math.Clamp(take ?? LargestPage, 1, LargestPage)), context.RequestAborted);
        return ApiAnswers.Page(context, page.Items.Select(Entry.Of), page.TotalCount);
    }

    private sealed record Request(Wanted? Filter);

    private sealed record Wanted
    {
        public ICollection<string>? ActivityIds { get; init; }
        public ICollection<string>? ActivityNodeIds { get; init; }
        public ICollection<string>? ExcludedActivityTypes { get; init; }
        public ICollection<string>? EventNames { get; init; }
    }

    private sealed record Entry(
        string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
        string NodeId, DateTimeOffset Timestamp, long Sequence, string? EventName, string? Message, string? Source, object? Payload)
    {
        public static Entry Of(WorkflowExecutionLogRecord r) => new(
            r.Id, r.ActivityInstanceId, r.ParentActivityInstanceId, r.ActivityId, r.ActivityType, r.ActivityTypeVersion, r.ActivityName,
            r.ActivityNodeId, r.Timestamp, r.Sequence, r.EventName, r.Message, r.Source, r.Payload);
    }
}
