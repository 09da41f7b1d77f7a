using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>Reading runs.</summary>
internal static class RunsApi
{
    private const int MostListed = 500;
    private const int MostSkipped = 1_000_000;

    /// <summary>Maps it.</summary>
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", ListAsync).RequireAuthorization(Roles.Viewer).WithName("ListRuns").WithTags("Runs").WithSummary("Lists runs, the newest first")
            .Produces<RunPage>().ProducesProblems(StatusCodes.Status400BadRequest);
        api.MapGet("/runs/{run}", GetAsync).RequireAuthorization(Roles.Viewer).WithName("GetRun").WithTags("Runs").WithSummary("One run with its steps")
            .Produces<RunDetails>().ProducesProblems(StatusCodes.Status404NotFound);
    }

    /// <summary>The answer when there is none.</summary>
    public static IResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "There is no such run.");

    private static async Task<IResult> ListAsync(
        RunQueries queries,
        [Description("Only runs of this state: Waiting, Running, Finished, Failed, Cancelled or Interrupted")] string? status,
        [Description("Only runs of this pipeline")] string? pipeline,
        [Description("Most runs, 1 to 500; 50 when not given")] int? limit,
        [Description("How many of the newest to pass over; 0 when not given")] int? skip,
        CancellationToken cancellationToken)
    {
        var most = limit ?? 50;
        var faults = new List<string>();
        RunStatus? wanted = null;
        if (most is < 1 or > MostListed)
            faults.Add($"limit={most}: give 1 to {MostListed}.");
        if (skip is < 0 or > MostSkipped)
            faults.Add($"skip={skip}: give 0 to {MostSkipped}.");
        if (status is not null)
        {
            if (Enum.TryParse<RunStatus>(status, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(status.FirstOrDefault()))
                wanted = parsed;
            else
                faults.Add($"status={status}: there is no such state. There are {string.Join(", ", Enum.GetNames<RunStatus>())}.");
        }

        if (faults.Count > 0)
            return Problems.Of(StatusCodes.Status400BadRequest, string.Join(' ', faults), faults);
        var page = await queries.ListAsync(new RunFilter(wanted, pipeline), skip ?? 0, most, cancellationToken);
        return Results.Ok(new RunPage([.. page.Select(RunSummary.Of)]));
    }

    private static async Task<IResult> GetAsync(string run, RunQueries queries, CancellationToken cancellationToken) =>
        await queries.FindExactAsync(run, cancellationToken) is { } view ? Results.Ok(RunDetails.Of(view)) : NotFound();
}
