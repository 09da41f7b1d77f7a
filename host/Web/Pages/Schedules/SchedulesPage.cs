using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Scheduling;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Pages.Live;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Pages.Schedules;

/// <summary><c>/schedules</c>: what the host starts by itself, when next, and what came of it.</summary>
internal static class SchedulesPage
{
    /// <summary>Maps it.</summary>
    public static void MapSchedulesPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/schedules", (Delegate)ShowAsync);
        var actions = app.MapGroup("/schedules/{schedule}").RequireAuthorization(Roles.Operator);
        actions.MapPost("/pause", (string schedule, HttpContext context, ScheduleControl control) => DoAsync(context, control, schedule, control.PauseAsync));
        actions.MapPost("/resume", (string schedule, HttpContext context, ScheduleControl control) => DoAsync(context, control, schedule, control.ResumeAsync));
        actions.MapPost("/run-now", (string schedule, HttpContext context, ScheduleControl control) => DoAsync(context, control, schedule, control.RunNowAsync));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, SchedulesContents contents)
    {
        var regions = await contents.ReadAsync(LiveHub.MayOperate(context.User), context.RequestAborted);
        return Shell.Page(context, "Schedules", Html.Of($"""
            <h1>Schedules</h1>
            <div data-live="Schedules">{regions!.Get("schedules").In("section", "class=\"schedules\"")}</div>
            """));
    }

    private static async Task<IResult> DoAsync(HttpContext context, ScheduleControl control, string schedule, Func<string, Actor, CancellationToken, Task<ScheduleView>> action)
    {
        if (await control.FindAsync(schedule, context.RequestAborted) is null)
            return Problems.Of(StatusCodes.Status404NotFound, $"There is no schedule '{schedule}'.");
        await action(schedule, new Actor(context.Actor(), context.Remote()), context.RequestAborted);
        return Results.LocalRedirect("/schedules");
    }
}
