using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Records;
using Pipeline.Activities.Steps.Waits;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Runs steps as detached jobs. A stage's jobs are started before the engine commits the bookmark that waits for them; a
/// host that dies in between repeats the activity under the same job ids, and the jobs, being started already, are left
/// alone. So each command runs once, whenever the host dies.
/// </summary>
internal sealed class JobStepRunner(
    IJobs jobs,
    IStepWaits waits,
    IStepRecords records,
    INodePool pool,
    ILeases leases,
    IOptions<StepOptions> options,
    TimeProvider clock) : IStepRunner
{
    /// <summary>The name of the engine's bookmarks that wait for a step's jobs or pause.</summary>
    public const string BookmarkName = "Gaudi.Step";

    /// <summary>Time between TERM and KILL.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async ValueTask BeginAsync(NodeStep step, ActivityExecutionContext activity)
    {
        var visit = StepVisit.Begin(activity, clock.GetUtcNow());
        await AttemptAsync(step, activity, visit);
    }

    /// <inheritdoc/>
    public async ValueTask ContinueAsync(NodeStep step, ActivityExecutionContext activity)
    {
        var visit = StepVisit.Of(activity);
        await waits.RemoveAsync(WaitKey(activity, visit), activity.CancellationToken);
        if (visit.Pausing)
            await AttemptAsync(step, activity, visit with { Pausing = false });
        else
            await StageEndedAsync(step, activity, visit);
    }

    private async Task AttemptAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit)
    {
        visit = (visit with { Stage = 0 }).Save(activity);
        await ConcludeAsync(step, activity, visit, async () =>
        {
            var context = Context(activity, visit);
            var plan = step.Plan(context);
            step.Begin(context).Save(activity.WorkflowExecutionContext);
            foreach (var job in plan.Ends)
                await jobs.CancelAsync(job.Node, job.JobId, EndGrace, cancellationToken: activity.CancellationToken);
            if (plan.Stages.Count == 0)
                return new Conclusion(step.Judge(context, []), []);
            await StartStageAsync(step, activity, visit, plan);
            return null;
        });
    }

    private async Task StageEndedAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit) =>
        await ConcludeAsync(step, activity, visit, async () =>
        {
            var context = Context(activity, visit);
            var plan = step.Plan(context);
            var results = await ResultsAsync(context, plan, visit.Stage, activity.CancellationToken);
            var stage = results.Where(r => r.Stage == visit.Stage).ToList();
            var running = stage.Where(r => r.Status.State == JobState.Running).ToList();

            if (running.Any(r => !r.Job.RunsOn) && stage.All(r => r.Succeeded || r.Status.State == JobState.Running))
            {
                await WaitAsync(step, activity, visit, plan);
                return null;
            }

            if (stage.All(r => r.Succeeded) && visit.Stage + 1 < plan.Stages.Count)
            {
                await StartStageAsync(step, activity, (visit with { Stage = visit.Stage + 1 }).Save(activity), plan);
                return null;
            }

            var broken = stage.FirstOrDefault(r => r.Status.State is JobState.Lost or JobState.TimedOut or JobState.Cancelled);
            var verdict = broken is null ? step.Judge(context, results) : JobFailure.Of(broken);
            if (verdict is StepVerdict.Failed)
                await CancelAsync(running, activity.CancellationToken);
            return new Conclusion(verdict, results);
        });

    /// <summary>What a stretch of work came to.</summary>
    private sealed record Conclusion(StepVerdict Verdict, IReadOnlyList<JobResult> Results);

    /// <summary>Does the work and acts on its conclusion; a fault in planning, or a node that cannot be reached, is one too.</summary>
    private async Task ConcludeAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit, Func<Task<Conclusion?>> work)
    {
        Conclusion? conclusion;
        try
        {
            conclusion = await work();
        }
        catch (StepException e)
        {
            conclusion = new Conclusion(new StepVerdict.Failed(e.Failure, e.Node), []);
        }
        catch (ShellException e)
        {
            var kind = e.Transient ? FailureKind.Transient : FailureKind.Configuration;
            conclusion = new Conclusion(
                new StepVerdict.Failed(new Failure(kind, e.Message, "Check that the node is up and reachable; then retry the run."), e.Node), []);
        }

        switch (conclusion?.Verdict)
        {
            case StepVerdict.Success success:
                await SucceedAsync(step, activity, visit, success, conclusion.Results);
                break;
            case StepVerdict.Failed failed:
                await FailAsync(step, activity, visit, failed, conclusion.Results);
                break;
        }
    }

    private async Task StartStageAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit, StepPlan plan)
    {
        if (!await HoldsNodesAsync(activity, plan.Stages[visit.Stage]))
        {
            await WaitForNodesAsync(step, activity, visit with { Pausing = true });
            return;
        }

        await Task.WhenAll(Specs(step, activity, visit, plan).Select(s => jobs.StartAsync(s.Job, activity.CancellationToken)));
        await WaitAsync(step, activity, visit, plan);
    }

    /// <summary>Writes down what is waited for, then makes the bookmark. Both are repeatable.</summary>
    private async Task WaitAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit, StepPlan plan)
    {
        var specs = Specs(step, activity, visit, plan);
        var before = visit.Stage == 0 ? null : await records.FindAsync(RunId(activity), activity.Activity.Id, visit.Visit, activity.CancellationToken);
        var begun = plan.Stages.Take(visit.Stage + 1).SelectMany((stage, s) => stage.Jobs.Select((job, j) => (job.Node, Id: JobId(activity, visit, s, j)))).ToList();
        await records.SaveAsync(Record(step, activity, visit) with
        {
            State = StepState.Running,
            Nodes = [.. plan.Stages.SelectMany(s => s.Jobs).Select(j => j.Node).Distinct()],
            Jobs = [.. begun.Select(b => b.Id)],
            JobNodes = [.. begun.Select(b => b.Node)],
            Progress = before?.Attempt == visit.Attempt ? before.Progress : null,
            Detail = before?.Attempt == visit.Attempt ? before.Detail : null,
        }, activity.CancellationToken);
        await SuspendAsync(step, activity, visit, new StepWait(WaitKey(activity, visit), RunId(activity))
        {
            ActivityId = activity.Activity.Id,
            Visit = visit.Visit,
            Jobs = specs,
            Progress = plan.Progress,
        });
    }

    private async Task SuspendAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit, StepWait wait)
    {
        visit.Save(activity);
        activity.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkId = wait.Key,
            BookmarkName = BookmarkName,
            Stimulus = wait.Key,
            Callback = step.OnWakeAsync,
            IncludeActivityInstanceId = false,
            AutoComplete = false,
        });
        await waits.SaveAsync(wait, activity.CancellationToken);
    }

    private async Task SucceedAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit, StepVerdict.Success success, IReadOnlyList<JobResult> results)
    {
        success.Session.WithoutFailureOf(activity.Activity.Id).Save(activity.WorkflowExecutionContext);
        activity.Publish(success.Outputs);
        await records.SaveAsync(Ended(step, activity, visit, results) with
        {
            State = success.Skipped ? StepState.Skipped : StepState.Done,
            Outcome = success.Outcome,
            Progress = 1,
            Detail = success.Summary,
        }, activity.CancellationToken);
        await activity.CompleteActivityWithOutcomesAsync(success.Outcome);
    }

    private async Task FailAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit, StepVerdict.Failed failed, IReadOnlyList<JobResult> results)
    {
        var policy = options.Value.PolicyOf(step.GetType().Name);
        var attempts = activity.Get(step.Attempts) ?? policy.Attempts;
        // What a reboot took with it, this step cannot set up again: trying it again in place would only hide the cause.
        var rebooted = false;
        if (NodeTrouble.MayExplain(failed.Failure.Kind, jobsRan: results.Count > 0))
            (failed, rebooted) = await NodeTrouble.ExplainAsync(
                failed, pool, RunSession.Of(activity.WorkflowExecutionContext).Nodes, clock.GetUtcNow() - visit.StartedAt, activity.CancellationToken);
        var record = Ended(step, activity, visit, results) with { Error = Sentence(failed), Remedy = failed.Failure.Remedy };

        if (failed.Failure.Kind.MayPass() && !rebooted && visit.Attempt < attempts)
        {
            var next = visit with { Attempt = visit.Attempt + 1, Stage = 0, Pausing = true };
            await records.SaveAsync(record with { State = StepState.BackingOff, EndedAt = null }, activity.CancellationToken);
            await SuspendAsync(step, activity, next, new StepWait(WaitKey(activity, next), RunId(activity))
            {
                ActivityId = activity.Activity.Id,
                Visit = visit.Visit,
                Due = clock.GetUtcNow() + policy.PauseBefore(next.Attempt, Random.Shared.NextDouble()),
            });
            return;
        }

        await records.SaveAsync(record with { State = StepState.Failed, Outcome = NodeStep.FailedOutcome }, activity.CancellationToken);
        RunSession.Of(activity.WorkflowExecutionContext)
            .WithFailure(new RunFailure(step.StepName, failed.Node, failed.Failure, ActivityId: activity.Activity.Id))
            .Save(activity.WorkflowExecutionContext);
        if (!activity.IsConnected(NodeStep.FailedOutcome))
            throw new StepException(failed.Failure, failed.Node);
        await activity.CompleteActivityWithOutcomesAsync(NodeStep.FailedOutcome);
    }

    /// <summary>
    /// Whether the run holds a stage's nodes. When a run fails they go back to the pool: a step that is retried by itself
    /// leases the run's nodes again.
    /// </summary>
    private async Task<bool> HoldsNodesAsync(ActivityExecutionContext activity, StepStage stage)
    {
        var nodes = stage.Jobs.Select(j => j.Node).Where(n => n != INodePool.ControlNode).Distinct().ToList();
        if (nodes.Count == 0)
            return true;
        var lease = await leases.FindAsync(RunId(activity), activity.CancellationToken);
        var missing = nodes.Except(lease?.Nodes ?? []).ToList();
        if (missing.Count == 0)
            return true;
        var session = RunSession.Of(activity.WorkflowExecutionContext);
        if (lease is not null || session.Failure?.ActivityId != activity.Activity.Id || !missing.TrueForAll(session.Nodes.Contains))
        {
            throw StepException.Configuration(
                $"The run does not hold the node{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}.",
                "Put 'Acquire nodes' before this step, on the way of a retry too.");
        }

        try
        {
            return await leases.RequestAsync(new LeaseRequest(RunId(activity), 0) { Nodes = session.Nodes }, activity.CancellationToken) is not null;
        }
        catch (LeaseException e)
        {
            throw StepException.Configuration(e.Message, "Put the nodes back into the pool, or start a new run.");
        }
    }

    private async Task WaitForNodesAsync(NodeStep step, ActivityExecutionContext activity, StepVisit visit)
    {
        await records.SaveAsync(Record(step, activity, visit) with { State = StepState.Waiting, Detail = "waits for the run's nodes" }, activity.CancellationToken);
        await SuspendAsync(step, activity, visit, new StepWait(WaitKey(activity, visit), RunId(activity))
        {
            ActivityId = activity.Activity.Id,
            Visit = visit.Visit,
            ForLease = true,
        });
    }

    private async Task<List<JobResult>> ResultsAsync(StepContext context, StepPlan plan, int lastStage, CancellationToken cancellationToken)
    {
        var all = plan.Stages.Take(lastStage + 1)
            .SelectMany((stage, s) => stage.Jobs.Select((job, j) => (Stage: s, Job: job, Id: context.JobId(s, j))));
        var results = await Task.WhenAll(all.Select(async x =>
        {
            var (status, output) = await jobs.ReadEndAsync(x.Job.Node, x.Id, x.Job.Script, cancellationToken);
            return new JobResult(x.Stage, x.Job, status, output);
        }));
        return [.. results];
    }

    private async Task CancelAsync(IEnumerable<JobResult> running, CancellationToken cancellationToken) =>
        await Task.WhenAll(running.Select(r => jobs.CancelAsync(r.Job.Node, r.Status.Id, EndGrace, cancellationToken: cancellationToken)));

    private List<WaitedJob> Specs(NodeStep step, ActivityExecutionContext activity, StepVisit visit, StepPlan plan) =>
        [.. plan.Stages[visit.Stage].Jobs.Select((job, index) => new WaitedJob(
            new JobSpec(JobId(activity, visit, visit.Stage, index), job.Node, job.FullScript)
            {
                Environment = job.Environment,
                WorkingDirectory = job.WorkingDirectory,
                Container = job.Container,
                Timeout = job.Timeout,
                SilenceLimit = job.SilenceLimit ?? (job.RunsOn ? null : options.Value.PolicyOf(step.GetType().Name).SilenceLimit),
            },
            job.RunsOn))];

    private StepContext Context(ActivityExecutionContext activity, StepVisit visit) =>
        new(activity, pool, options.Value, visit.Visit, visit.Attempt);

    private static StepRecord Record(NodeStep step, ActivityExecutionContext activity, StepVisit visit) => new()
    {
        RunId = RunId(activity),
        ActivityId = activity.Activity.Id,
        Visit = visit.Visit,
        Name = step.StepName,
        Attempt = visit.Attempt,
        StartedAt = visit.StartedAt,
    };

    private StepRecord Ended(NodeStep step, ActivityExecutionContext activity, StepVisit visit, IReadOnlyList<JobResult> results) =>
        Record(step, activity, visit) with
        {
            EndedAt = clock.GetUtcNow(),
            Nodes = [.. results.Select(r => r.Job.Node).Distinct()],
            Jobs = [.. results.Select(r => r.Status.Id)],
            JobNodes = [.. results.Select(r => r.Job.Node)],
        };

    private static string Sentence(StepVerdict.Failed failed) =>
        failed.Node is null ? failed.Failure.Summary : $"{failed.Node}: {failed.Failure.Summary}";

    private static string JobId(ActivityExecutionContext activity, StepVisit visit, int stage, int index) =>
        StepKey.Job(RunId(activity), activity.Activity.Id, visit.Visit, visit.Attempt, stage, index);

    private static string RunId(ActivityExecutionContext activity) => activity.WorkflowExecutionContext.Id;

    private static string WaitKey(ActivityExecutionContext activity, StepVisit visit) =>
        StepKey.Wait(RunId(activity), activity.Activity.Id, visit.Visit, visit.Attempt, visit.Pausing ? -1 : visit.Stage);
}
