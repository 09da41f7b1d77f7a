using System.Text;
using System.Text.Json;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Api.Instances;

/// <summary>Instances: listed, shown, cancelled, retried, deleted, exported.</summary>
internal static class InstancesApi
{
    /// <summary>Maps it.</summary>
    public static void MapInstances(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var read = api.MapGroup("").RequireAuthorization(policies.Read);
        read.MapPost("/workflow-instances", ListAsync).WithSummary("A page of instances");
        read.MapGet("/workflow-instances/{id}", GetAsync).WithSummary("One instance with its state");
        read.MapGet("/workflow-instances/{id}/execution-state", StandingAsync).WithSummary("How an instance stands");
        read.MapGet("/workflow-instances/{id}/variables", VariablesAsync).WithSummary("An instance's variables");
        read.MapGet("/workflow-instances/{id}/export", ExportAsync).WithSummary("An instance's state as a file");

        var run = api.MapGroup("").RequireAuthorization(policies.Run);
        run.MapPost("/cancel/workflow-instances/{id}", CancelAsync).WithSummary("Cancels an instance");
        run.MapPost("/retry/workflow-instances/{id}", RetryAsync).WithSummary("Runs the failed activities of an instance again");
        run.MapDelete("/workflow-instances/{id}", DeleteAsync).WithSummary("Deletes an ended instance");
        run.MapPost("/bulk-actions/cancel/workflow-instances", CancelManyAsync).WithSummary("Cancels instances, by id or of a definition");
        run.MapPost("/bulk-actions/retry/workflow-instances", RetryManyAsync).WithSummary("Runs the failed activities of instances again");
        run.MapPost("/bulk-actions/delete/workflow-instances/by-id", DeleteManyAsync).WithSummary("Deletes ended instances");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IWorkflowInstanceStore store, StateJson json)
    {
        if (await ApiBodies.ReadAsync<InstanceQuery>(context, json) is not { } query)
            return ApiAnswers.Refuse("The body is no set of filters in JSON.");
        if (query.Fault is { } fault)
            return ApiAnswers.Refuse(fault);
        var page = await query.ReadAsync(store, context.RequestAborted);
        return ApiAnswers.Page(context, page.Items, page.TotalCount);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IWorkflowInstanceStore store) =>
        await store.FindAsync(new WorkflowInstanceFilter { Id = id }, context.RequestAborted) is { } instance ? ApiAnswers.Of(context, instance) : Results.NotFound();

    private static async Task<IResult> StandingAsync(string id, HttpContext context, IWorkflowInstanceStore store) =>
        (await store.SummarizeManyAsync(new WorkflowInstanceFilter { Id = id }, context.RequestAborted)).FirstOrDefault() is { } found
            ? ApiAnswers.Of(context, new Standing(found.Status, found.SubStatus, found.UpdatedAt ?? found.CreatedAt))
            : Results.NotFound();

    private static async Task<IResult> VariablesAsync(string id, HttpContext context, IWorkflowInstanceStore store, InstanceVariables variables) =>
        await store.FindAsync(new WorkflowInstanceFilter { Id = id }, context.RequestAborted) is { } instance
            ? ApiAnswers.List(context, await variables.OfAsync(instance))
            : Results.NotFound();

    private static async Task<IResult> ExportAsync(string id, HttpContext context, IWorkflowInstanceStore store, StateJson json)
    {
        if (await store.FindAsync(new WorkflowInstanceFilter { Id = id }, context.RequestAborted) is not { } instance)
            return Results.NotFound();
        var text = JsonSerializer.Serialize(new { instance.WorkflowState }, json.Options);
        return Results.File(Encoding.UTF8.GetBytes(text), "application/octet-stream", $"workflow-instance-{id}.json");
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext context, IInstanceControl control) =>
        await control.CancelAsync(context, id) ? Results.Ok() : Results.NotFound();

    private static async Task<IResult> RetryAsync(string id, HttpContext context, IInstanceControl control) =>
        await control.RetryAsync(context, id) ? Results.Ok() : Results.NotFound();

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, IInstanceControl control) =>
        await control.DeleteAsync(context, id) ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> CancelManyAsync(HttpContext context, IInstanceControl control, IWorkflowInstanceStore store, StateJson json) =>
        await ManyAsync(context, store, json, control.CancelAsync) is { } cancelled ? ApiAnswers.Of(context, new { cancelled }) : Nothing();

    private static async Task<IResult> RetryManyAsync(HttpContext context, IInstanceControl control, IWorkflowInstanceStore store, StateJson json) =>
        await ManyAsync(context, store, json, control.RetryAsync) is { } retried ? ApiAnswers.Of(context, new { retried }) : Nothing();

    private static async Task<IResult> DeleteManyAsync(HttpContext context, IInstanceControl control, IWorkflowInstanceStore store, StateJson json) =>
        await ManyAsync(context, store, json, control.DeleteAsync) is { } deleted ? ApiAnswers.Of(context, new { deleted }) : Nothing();

    private static IResult Nothing() => ApiAnswers.Refuse("Name instances by ids, or their definition by definitionId or definitionVersionId.");

    /// <summary>Does something to each instance that is named; null when none is named at all.</summary>
    private static async Task<int?> ManyAsync(HttpContext context, IWorkflowInstanceStore store, StateJson json, Func<HttpContext, string, Task<bool>> act)
    {
        var choice = await ApiBodies.ReadAsync<Choice>(context, json);
        if (choice is null or { Ids: not { Count: > 0 }, DefinitionId: null, DefinitionVersionId: null })
            return null;
        var filter = new WorkflowInstanceFilter { Ids = choice.Ids.OrNone(), DefinitionId = choice.DefinitionId, DefinitionVersionId = choice.DefinitionVersionId };
        var done = 0;
        foreach (var id in await store.FindManyIdsAsync(filter, context.RequestAborted))
            done += await act(context, id) ? 1 : 0;
        return done;
    }

    private sealed record Standing(WorkflowStatus Status, WorkflowSubStatus SubStatus, DateTimeOffset UpdatedAt);

    private sealed record Choice(ICollection<string>? Ids, string? DefinitionId, string? DefinitionVersionId);
}
