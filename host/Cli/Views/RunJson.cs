using System.Text.Json.Nodes;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>A run for machines.</summary>
internal static class RunJson
{
    /// <summary>The run with its steps and outputs.</summary>
    public static JsonObject Of(RunView run, DateTimeOffset now)
    {
        var json = Head(run, now);
        if (run.Delivery is not null)
            json["delivery"] = run.Delivery;
        if (run.Correlation is not null)
            json["correlation"] = run.Correlation;
        json["inputs"] = Json.Values(run.Inputs);
        json["steps"] = new JsonArray([.. run.Steps.Select(s => Step(s, now))]);
        json["outputs"] = Json.Values(run.Outputs);
        if (run.Error is not null)
            json["error"] = run.Error;
        if (run.Remedy is not null)
            json["remedy"] = run.Remedy;
        return json;
    }

    /// <summary>The run as listed.</summary>
    public static JsonObject Head(RunView run, DateTimeOffset now) => new()
    {
        ["run"] = run.Id,
        ["workflow"] = run.Workflow,
        ["title"] = run.Title,
        ["status"] = run.Status.ToString(),
        ["createdAt"] = run.CreatedAt,
        ["endedAt"] = run.EndedAt,
        ["by"] = run.By,
        ["nodes"] = Json.Words(run.Nodes),
        ["durationSeconds"] = Durations.Seconds((run.EndedAt ?? now) - run.CreatedAt),
    };

    private static JsonObject Step(StepRecord step, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["name"] = step.Name,
            ["state"] = step.State.ToString(),
            ["outcome"] = step.Outcome,
            ["attempts"] = step.Attempt,
            ["durationSeconds"] = Durations.Seconds(StepText.Time(step, now)),
            ["nodes"] = Json.Words(step.Nodes),
        };
        if (step.Detail is not null)
            json["detail"] = step.Detail;
        if (step.Error is not null)
            json["error"] = step.Error;
        if (step.Remedy is not null)
            json["remedy"] = step.Remedy;
        return json;
    }
}
