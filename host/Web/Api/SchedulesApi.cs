using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Scheduling;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>What the host starts by itself.</summary>
internal static class SchedulesApi
{
    /// <summary>Maps it.</summary>
    public static void MapSchedules(this IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapGet("", async (ScheduleControl control, CancellationToken cancellationToken) => (await control.ListAsync(cancellationToken)).Select(ScheduleSummary.Of))
            .RequireAuthorization(Roles.Viewer).WithName("ListSchedules").WithSummary("All schedules, with their next fire times and what came of the last ones");
        schedules.MapGet("/{schedule}", async (string schedule, ScheduleControl control, CancellationToken cancellationToken) =>
                await control.FindAsync(schedule, cancellationToken) is { } view ? Results.Ok(ScheduleSummary.Of(view)) : NotFound())
            .RequireAuthorization(Roles.Viewer).WithName("GetSchedule").WithSummary("One schedule")
            .Produces<ScheduleSummary>().ProducesProblems(StatusCodes.Status404NotFound);
        MapAction(schedules, "pause", "PauseSchedule", "Lets a schedule fire no more, over restarts too", (c, name, by, token) => c.PauseAsync(name, by, token));
        MapAction(schedules, "resume", "ResumeSchedule", "Lets a paused schedule fire again", (c, name, by, token) => c.ResumeAsync(name, by, token));
        MapAction(schedules, "run-now", "RunSchedule", "Fires a schedule now, paused or not", (c, name, by, token) => c.RunNowAsync(name, by, token))
            .ProducesProblems(StatusCodes.Status400BadRequest);
    }

    private static RouteHandlerBuilder MapAction(
        RouteGroupBuilder schedules, string verb, string name, string summary, Func<ScheduleControl, string, Actor, CancellationToken, Task<ScheduleView>> action) =>
        schedules.MapPost($"/{{schedule}}/{verb}", async (string schedule, HttpContext context, ScheduleControl control) =>
                await control.FindAsync(schedule, context.RequestAborted) is null
                    ? NotFound()
                    : Results.Ok(ScheduleSummary.Of(await action(control, schedule, new Actor(context.Actor(), context.Remote()), context.RequestAborted))))
            .RequireAuthorization(Roles.Operator).WithName(name).WithSummary(summary)
            .Produces<ScheduleSummary>().ProducesProblems(StatusCodes.Status404NotFound);

    private static IResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "There is no such schedule; GET /api/schedules lists those there are.");
}
