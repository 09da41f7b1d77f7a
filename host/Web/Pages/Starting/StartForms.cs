using Microsoft.AspNetCore.Http;
using Pipeline.Host.Cli.Commands;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Starting;

/// <summary>The forms of <c>/runs/new</c>.</summary>
internal static class StartForms
{
    /// <summary>All pipelines, and the demonstration where nodes are simulated.</summary>
    public static IResult Choice(HttpContext context, IReadOnlyList<WorkflowInfo> pipelines, bool simulated, IReadOnlyList<string> faults) => Shell.Page(context, "New run", Html.Of($"""
        <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a></nav>
        <h1>New run</h1>
        {Faults(faults)}
        {Html.If(simulated, Demo)}
        <ul class="cards">{pipelines.Select(p => Html.Of($"""
            <li class="card"><h2><a href="/runs/new?pipeline={Uri.EscapeDataString(p.Name)}">{p.Title}</a></h2><p>{p.Description}</p></li>
            """))}</ul>
        """), StatusOf(faults));

    /// <summary>A pipeline's inputs.</summary>
    public static IResult Of(HttpContext context, WorkflowInfo pipeline, IReadOnlyDictionary<string, string> given, IReadOnlyList<string> faults) => Shell.Page(context, $"New {pipeline.Title}", Html.Of($"""
        <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a><a href="/runs/new">New run</a></nav>
        <h1>{pipeline.Title}</h1>
        <p class="lead">{pipeline.Description}</p>
        {Faults(faults)}
        <form class="start card" method="post" action="/runs/new">
          <input type="hidden" name="pipeline" value="{pipeline.Name}">
          {pipeline.Inputs.Where(i => i.Default is null).Select(i => Field(i, given))}
          {Html.If(pipeline.Inputs.Any(i => i.Default is not null), () => Html.Of($"""<details{new Html(faults.Count > 0 ? " open" : "")}><summary>Options</summary>{pipeline.Inputs.Where(i => i.Default is not null).Select(i => Field(i, given))}</details>"""))}
          <button class="primary">Start the run</button>
        </form>
        """), StatusOf(faults));

    private static Html Field(WorkflowInputInfo input, IReadOnlyDictionary<string, string> given)
    {
        var value = given.GetValueOrDefault(input.Name) ?? input.Default ?? "";
        var (id, help) = ($"input.{input.Name}", $"help.{input.Name}");
        var control = input.Type switch
        {
            "true or false" => Html.Of($"""<select id="{id}" name="{id}" aria-describedby="{help}">{Option("false", value)}{Option("true", value)}</select>"""),
            "a whole number" => Html.Of($"""<input id="{id}" name="{id}" value="{value}" inputmode="numeric" aria-describedby="{help}"{Required(input)}>"""),
            _ => Html.Of($"""<input id="{id}" name="{id}" value="{value}" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="{help}"{Required(input)}>"""),
        };
        return Html.Of($"""<div class="field"><label for="{id}">{input.Name}</label>{control}<p class="hint" id="{help}">{input.Description}</p></div>""");
    }

    private static Html Required(WorkflowInputInfo input) => new(input is { Default: null, MayBeEmpty: false } ? " required" : "");

    private static Html Option(string value, string chosen) =>
        Html.Of($"""<option{new Html(value == chosen ? " selected" : "")}>{value}</option>""");

    private static Html Demo() => Html.Of($"""
        <form class="demo card" method="post" action="/runs/new/demo">
          <h2>Demonstration</h2>
          <p>A whole calibration on the simulated nodes, in about half a minute.</p>
          <label>Model <select name="model">{DemoModel.All.Select(m => Html.Of($"<option>{m.Name}</option>"))}</select></label>
          <label>What goes wrong <select name="fault">{DemoRun.Faults.Select(f => Html.Of($"""<option value="{f.Word}">{f.Meaning}</option>"""))}</select></label>
          <button class="primary">Start the demonstration</button>
        </form>
        """);

    private static Html Faults(IReadOnlyList<string> faults) => Html.If(faults.Count > 0, () => Html.Of($"""
        <div class="alert failed" role="alert"><h2>Nothing was started</h2><ul>{faults.Select(f => Html.Of($"<li>{f}</li>"))}</ul></div>
        """));

    private static int StatusOf(IReadOnlyList<string> faults) => faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
}
