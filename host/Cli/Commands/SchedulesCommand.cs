using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Host.Scheduling;
using Pipeline.Host.Web.Security;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>schedules</c>: what the service starts by itself. Works beside a serving host on the same data folder.</summary>
internal static class SchedulesCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static Actor User => new($"user {Environment.UserName}");

    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory) => CommandFactory.Group(
        "schedules", "Manage what the service starts by itself", List(factory), Report(factory),
        Change(factory, "pause", "Let a schedule fire no more, over restarts too", (c, name, token) => c.PauseAsync(name, User, token)),
        Change(factory, "resume", "Let a paused schedule fire again", (c, name, token) => c.ResumeAsync(name, User, token)),
        Change(factory, "run-now", "Fire a schedule now, paused or not", (c, name, token) => c.RunNowAsync(name, User, token)));

    private static Command List(CommandFactory factory) => factory.Make("list", "List the schedules with their next fire times", [], (context, cancellationToken) => WithAsync(context, async control =>
    {
        var views = await control.ListAsync(cancellationToken);
        if (context.Json)
        {
            context.Object(new JsonObject { ["schedules"] = new JsonArray([.. views.Select(Describe)]) });
            return;
        }

        var table = Tables.Of("Schedule", "State", "Next", "Last");
        foreach (var view in views)
            table.AddRow(Tables.Cells(view.Schedule.Name, view.State.ToString(), view.Next is { } next ? ScheduleWords.Time(view.Schedule, next) : "–", Last(view)));
        context.Console.Ansi.Write(table);
    }, cancellationToken));

    private static Command Report(CommandFactory factory)
    {
        var name = Name();
        return factory.Make("report", "Show what came of a schedule's last fire time", [name], (context, cancellationToken) => WithAsync(context, async control =>
        {
            var view = await control.RequireAsync(context.Parsed.GetValue(name)!, cancellationToken);
            if (context.Json)
            {
                context.Object(Describe(view));
                return;
            }

            if (view.Occurrences is not [var last, ..])
            {
                context.Lines($"{view.Schedule.Name} has not fired yet.");
                return;
            }

            context.Lines($"{view.Schedule.Name} of {ScheduleWords.Time(view.Schedule, last.FireTime)}: {ScheduleWords.Result(last)}{(last.Note is null ? "" : $". {last.Note}")}");
            var table = Tables.Of("What", "State", "Run", "Detail");
            foreach (var item in last.Items)
                table.AddRow(Tables.Cells(item.Item.Name, ScheduleWords.State(item.State), item.Run ?? "", string.Join(' ', new[] { item.Detail, item.Remedy }.OfType<string>())));
            context.Console.Ansi.Write(table);
        }, cancellationToken));
    }

    private static Command Change(CommandFactory factory, string verb, string description, Func<ScheduleControl, string, CancellationToken, Task<ScheduleView>> change)
    {
        var name = Name();
        return factory.Make(verb, description, [name], (context, cancellationToken) => WithAsync(context, async control =>
        {
            var view = await change(control, context.Parsed.GetValue(name)!, cancellationToken);
            if (context.Json)
                context.Object(Describe(view));
            else
                context.Lines(verb == "run-now"
                    ? $"{view.Schedule.Name} fires; {(new ServeLock(context.Data).IsTaken() ? $"the host that serves {context.Data} does the work" : $"no host serves {context.Data} at present, and the next one does the work")}."
                    : $"{view.Schedule.Name} is {view.State.ToString().ToLowerInvariant()}{(view.Next is { } next ? $"; next {ScheduleWords.Time(view.Schedule, next)}" : "")}.");
        }, cancellationToken));
    }

    private static Argument<string> Name() => new("SCHEDULE") { Description = "The schedule's name" };

    private static async Task<int> WithAsync(CommandContext context, Func<ScheduleControl, Task> action, CancellationToken cancellationToken)
    {
        var settings = HostSettings.Read(context.Options);
        var pool = HostSettings.Pool(settings, context.Options);
        await using var store = await SecurityStore.OpenAsync(context.Data, context.Services.Clock, cancellationToken);
        await action(await SchedulingServices.OpenAsync(context.Data, settings, pool, store.Audit, context.Services.Clock, cancellationToken));
        return ExitCodes.Success;
    }

    private static string Last(ScheduleView view) =>
        view.Occurrences is [var last, ..] ? $"{ScheduleWords.Time(view.Schedule, last.FireTime)}: {ScheduleWords.Result(last)}" : "never";

    private static JsonNode Describe(ScheduleView view) => JsonSerializer.SerializeToNode(ScheduleSummary.Of(view), JsonOptions)!;
}
