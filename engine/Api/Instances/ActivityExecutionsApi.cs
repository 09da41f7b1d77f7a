using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Api.Instances;

/// <summary>The executions of activities: what each was given, what it gave, how it ended.</summary>
internal static class ActivityExecutionsApi
{
    /// <summary>Maps it.</summary>
    public static void MapActivityExecutions(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var read = api.MapGroup("").RequireAuthorization(policies.Read);
        read.MapGet("/activity-executions/list", ListAsync).WithSummary("Executions of an activity of an instance");
        read.MapGet("/activity-execution-summaries/list", SummariesAsync).WithSummary("The same without inputs and outputs");
        read.MapGet("/activity-executions/by-id", FindAsync).WithSummary("One execution");
        read.MapPost("/activity-executions/report", ReportAsync).WithSummary("How often activities of an instance were executed");
        read.MapGet("/activity-executions/{id}/call-stack", CallStackAsync).WithSummary("The executions that led to one");
        read.MapGet("/resilience/retries/{id}", (string id, HttpContext context) => ApiAnswers.List<object>(context, [])).WithSummary("Retries inside an execution: none; a step's attempts are in its record");
    }

    private static async Task<IResult> ListAsync(string workflowInstanceId, string? activityNodeId, HttpContext context, IActivityExecutionStore store) =>
        ApiAnswers.List<Execution>(context, [.. (await RecordsAsync(store, workflowInstanceId, activityNodeId, context.RequestAborted)).Select(Execution.Of)]);

    private static async Task<IResult> SummariesAsync(string workflowInstanceId, string? activityNodeId, HttpContext context, IActivityExecutionStore store) =>
        ApiAnswers.List<Execution>(context, [.. (await RecordsAsync(store, workflowInstanceId, activityNodeId, context.RequestAborted)).Select(Execution.InShort)]);

    private static async Task<IResult> FindAsync(string id, HttpContext context, IActivityExecutionStore store) =>
        await store.FindAsync(new ActivityExecutionRecordFilter { Id = id }, context.RequestAborted) is { } record ? ApiAnswers.Of(context, Execution.Of(record)) : Results.NotFound();

    private static async Task<IResult> ReportAsync(HttpContext context, ActivityStats stats, StateJson json) =>
        await ApiBodies.ReadAsync<Question>(context, json) is { WorkflowInstanceId: { } instance } question
            ? ApiAnswers.Of(context, new { stats = await stats.OfAsync(instance, question.ActivityNodeIds, context.RequestAborted) })
            : ApiAnswers.Refuse("Name the instance.");

    /// <summary>The newest execution of each activity above it, from the workflow down.</summary>
    private static async Task<IResult> CallStackAsync(string id, HttpContext context, IActivityExecutionStore store)
    {
        if (await store.FindAsync(new ActivityExecutionRecordFilter { Id = id }, context.RequestAborted) is not { } record)
            return Results.NotFound();
        var path = record.ActivityNodeId.Split(':');
        ICollection<string> above = [.. Enumerable.Range(1, path.Length - 1).Select(n => string.Join(':', path.Take(n)))];
        var records = await store.FindManyAsync(new ActivityExecutionRecordFilter { WorkflowInstanceId = record.WorkflowInstanceId, ActivityNodeIds = above }, context.RequestAborted);
        var stack = records.Where(r => r.StartedAt <= record.StartedAt).GroupBy(r => r.ActivityNodeId).Select(g => g.MaxBy(r => r.StartedAt)!).OrderBy(r => r.ActivityNodeId.Length).Append(record);
        IReadOnlyList<Execution> items = [.. stack.Select(Execution.Of)];
        return ApiAnswers.Of(context, new { activityExecutionId = id, items, totalCount = items.Count });
    }

    private static Task<IEnumerable<ActivityExecutionRecord>> RecordsAsync(IActivityExecutionStore store, string instanceId, string? nodeId, CancellationToken cancellationToken) =>
        store.FindManyAsync(new ActivityExecutionRecordFilter { WorkflowInstanceId = instanceId, ActivityNodeId = nodeId }, cancellationToken);

    private sealed record Question(string? WorkflowInstanceId, ICollection<string>? ActivityNodeIds);

    private sealed record Execution
    {
        private static readonly IDictionary<string, object?> None = new Dictionary<string, object?>();

        public required string Id { get; init; }
        public required string WorkflowInstanceId { get; init; }
        public required string ActivityId { get; init; }
        public required string ActivityNodeId { get; init; }
        public required string ActivityType { get; init; }
        public required int ActivityTypeVersion { get; init; }
        public string? ActivityName { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? CompletedAt { get; init; }
        public required bool HasBookmarks { get; init; }
        public required ActivityStatus Status { get; init; }
        public required int AggregateFaultCount { get; init; }
        public IDictionary<string, object?>? ActivityState { get; init; }
        public IDictionary<string, object>? Payload { get; init; }

        /// <summary>Never left out of a whole record: Studio asks for one that has nothing again and again.</summary>
        public IDictionary<string, object?>? Outputs { get; init; }
        public Elsa.Workflows.State.ExceptionState? Exception { get; init; }

        public static Execution InShort(ActivityExecutionRecord r) => new()
        {
            Id = r.Id,
            WorkflowInstanceId = r.WorkflowInstanceId,
            ActivityId = r.ActivityId,
            ActivityNodeId = r.ActivityNodeId,
            ActivityType = r.ActivityType,
            ActivityTypeVersion = r.ActivityTypeVersion,
            ActivityName = r.ActivityName,
            StartedAt = r.StartedAt,
            CompletedAt = r.CompletedAt,
            HasBookmarks = r.HasBookmarks,
            Status = r.Status,
            AggregateFaultCount = r.AggregateFaultCount,
        };

        public static Execution Of(ActivityExecutionRecord r) => InShort(r) with { ActivityState = r.ActivityState, Payload = r.Payload, Outputs = r.Outputs ?? None, Exception = r.Exception };
    }
}
