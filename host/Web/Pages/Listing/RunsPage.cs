using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages.Live;

namespace Pipeline.Host.Web.Pages.Listing;

/// <summary><c>/runs</c>: all runs, the newest first, with their live state.</summary>
internal static class RunsPage
{
    /// <summary>Maps it.</summary>
    public static void MapRunsPage(this IEndpointRouteBuilder app) => app.MapGet("/runs", async (
        HttpContext context, RunsList list, IRuns runs, string? status, string? pipeline, int? skip) =>
    {
        var query = RunsQuery.Of(status, pipeline, skip);
        var workflows = await runs.WorkflowsAsync(context.RequestAborted);
        var regions = await list.ReadAsync(query, context.RequestAborted);
        return Shell.Page(context, "Runs", Html.Of($"""
            <div class="head"><h1>Runs</h1>{Html.If(LiveHub.MayOperate(context.User), () => new Html("""<a class="button primary" href="/runs/new">New run</a>"""))}</div>
            <form class="filter" method="get" action="/runs" aria-label="Filter">
              <label>State <select name="status">{Option("", "All", query.Status is null)}{Enum.GetValues<RunStatus>().Select(s => Option(s.ToString(), s.ToString(), s == query.Status))}</select></label>
              <label>Pipeline <select name="pipeline">{Option("", "All", query.Pipeline is null)}{workflows.Select(w => Option(w.Name, w.Title, w.Name == query.Pipeline))}{Html.If(query.Pipeline is { } other && workflows.All(w => w.Name != other), () => Option(query.Pipeline!, query.Pipeline!, true))}</select></label>
              <button>Filter</button>
            </form>
            <div data-live="Runs" data-status="{query.Status?.ToString()}" data-pipeline="{query.Pipeline}" data-skip="{query.Skip}">{regions!.Get("runs").In("section")}</div>
            """));
    });

    private static Html Option(string value, string text, bool chosen) =>
        Html.Of($"""<option value="{value}"{new Html(chosen ? " selected" : "")}>{text}</option>""");
}
