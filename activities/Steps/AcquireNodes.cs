using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps.Designer;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Records;
using Pipeline.Activities.Steps.Waits;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Leases nodes for the run, first in, first out, and waits for them as long as it takes. The first node is the head.
/// Idempotent: a run that holds its nodes goes on at once.
/// </summary>
[Activity("Gaudi", "Gaudi", "Leases the nodes for this run; waits until enough cards of one device type are free.", DisplayName = "Acquire nodes")]
[FlowNode("Done", NodeStep.FailedOutcome)]
public class AcquireNodes : Activity
{
    /// <summary>Makes the activity.</summary>
    public AcquireNodes([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>Cards wanted in total.</summary>
    [Input(DisplayName = "Cards", Description = "Cards wanted in total; whole nodes are leased until they hold so many.", UIHint = InputUIHints.SingleLine, DefaultValue = 8)]
    public Input<int> Cards { get; set; } = new(8);

    /// <summary>Cards wanted for serving on the same nodes afterwards.</summary>
    [Input(DisplayName = "Serving cards", Description = "Cards wanted for serving afterwards. The larger of the two numbers is leased.", UIHint = InputUIHints.SingleLine, DefaultValue = 0)]
    public Input<int> ServingCards { get; set; } = new(0);

    /// <summary>Exactly these nodes.</summary>
    [Input(DisplayName = "Nodes", Description = "Exactly these nodes, the head first. Empty = any that are free.", UIHint = InputUIHints.CheckList, UIHandler = typeof(PoolNodesOptions))]
    public Input<ICollection<string>> Nodes { get; set; } = new(new List<string>());

    /// <summary>Only this device type.</summary>
    [Input(DisplayName = "Device", Description = "Only nodes of this type. Empty = all of one type.", UIHint = InputUIHints.DropDown, Options = new[] { "", "gaudi2", "gaudi3" })]
    public Input<string> Device { get; set; } = new("");

    /// <summary>Only nodes with these labels.</summary>
    [Input(DisplayName = "Labels", Description = "Only nodes that carry all these labels.", UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>> Labels { get; set; } = new(new List<string>());

    /// <summary>The leased nodes' names, the head first.</summary>
    [Output(Description = "Names of the leased nodes, the head first.")]
    public Output<ICollection<string>> Leased { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var now = context.GetRequiredService<TimeProvider>().GetUtcNow();
        await TryAsync(context, StepVisit.Begin(context, now));
    }

    /// <summary>Called by the engine, by name, when nodes were granted.</summary>
    internal async ValueTask OnWakeAsync(ActivityExecutionContext context)
    {
        var visit = StepVisit.Of(context);
        await context.GetRequiredService<IStepWaits>().RemoveAsync(Key(context, visit), context.CancellationToken);
        await TryAsync(context, visit);
    }

    private async Task TryAsync(ActivityExecutionContext context, StepVisit visit)
    {
        var records = context.GetRequiredService<IStepRecords>();
        var record = new StepRecord
        {
            RunId = context.WorkflowExecutionContext.Id,
            ActivityId = context.Activity.Id,
            Visit = visit.Visit,
            Name = string.IsNullOrEmpty(Name) ? nameof(AcquireNodes) : Name,
            StartedAt = visit.StartedAt,
        };
        Lease? lease;
        try
        {
            lease = await context.GetRequiredService<ILeases>().RequestAsync(Request(context), context.CancellationToken);
        }
        catch (LeaseException e)
        {
            await FailAsync(context, record, e);
            return;
        }

        if (lease is null)
        {
            await records.SaveAsync(record with { State = StepState.Waiting, Detail = "waits for free nodes" }, context.CancellationToken);
            await SuspendAsync(context, visit);
            return;
        }

        (RunSession.Of(context.WorkflowExecutionContext) with { Nodes = lease.Nodes, Device = DeviceOf(context, lease) })
            .WithoutFailureOf(context.Activity.Id)
            .Save(context.WorkflowExecutionContext);
        context.Set(Leased, [.. lease.Nodes]);
        context.GetService<PlanNotes>()?.Add(new PlanNote(record.Name, "Done", []));
        await records.SaveAsync(
            record with
            {
                State = StepState.Done,
                Outcome = "Done",
                Nodes = lease.Nodes,
                Progress = 1,
                Detail = $"leased {string.Join(", ", lease.Nodes)}",
                EndedAt = context.GetRequiredService<TimeProvider>().GetUtcNow(),
            },
            context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync("Done");
    }

    private static async Task SuspendAsync(ActivityExecutionContext context, StepVisit visit)
    {
        var key = Key(context, visit);
        var owner = (AcquireNodes)context.Activity;
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkId = key,
            BookmarkName = JobStepRunner.BookmarkName,
            Stimulus = key,
            Callback = owner.OnWakeAsync,
            IncludeActivityInstanceId = false,
            AutoComplete = false,
        });
        await context.GetRequiredService<IStepWaits>().SaveAsync(
            new StepWait(key, context.WorkflowExecutionContext.Id)
            {
                ActivityId = context.Activity.Id,
                Visit = visit.Visit,
                ForLease = true,
            },
            context.CancellationToken);
    }

    private static async Task FailAsync(ActivityExecutionContext context, StepRecord record, LeaseException e)
    {
        var failure = new Failure(FailureKind.Configuration, e.Message, "Add nodes to the pool, or ask for fewer cards.");
        (RunSession.Of(context.WorkflowExecutionContext) with { Failure = new RunFailure(record.Name, null, failure, ActivityId: record.ActivityId) })
            .Save(context.WorkflowExecutionContext);
        await context.GetRequiredService<IStepRecords>().SaveAsync(
            record with
            {
                State = StepState.Failed,
                Outcome = NodeStep.FailedOutcome,
                Error = failure.Summary,
                Remedy = failure.Remedy,
                EndedAt = context.GetRequiredService<TimeProvider>().GetUtcNow(),
            },
            context.CancellationToken);
        if (!context.IsConnected(NodeStep.FailedOutcome))
            throw new StepException(failure);
        await context.CompleteActivityWithOutcomesAsync(NodeStep.FailedOutcome);
    }

    private LeaseRequest Request(ActivityExecutionContext context) => new(context.WorkflowExecutionContext.Id, Math.Max(context.Get(Cards), context.Get(ServingCards)))
    {
        Nodes = [.. context.Get(Nodes) ?? []],
        Device = context.Get(Device) is { Length: > 0 } device ? device : null,
        Labels = [.. context.Get(Labels) ?? []],
    };

    private static string? DeviceOf(ActivityExecutionContext context, Lease lease)
    {
        var pool = context.GetRequiredService<INodePool>();
        return lease.Nodes.Select(n => pool.Find(n).Device).FirstOrDefault(d => d is not null);
    }

    private static string Key(ActivityExecutionContext context, StepVisit visit) =>
        StepKey.Wait(context.WorkflowExecutionContext.Id, context.Activity.Id, visit.Visit, 1, 0);
}
