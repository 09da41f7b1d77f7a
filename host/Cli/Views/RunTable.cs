using System.Globalization;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pipeline.Host.Cli.Views;

/// <summary>The picture of a run: a headline, and a row per visit of a step. Readable from 60 columns.</summary>
/// <param name="Now">The present, for what goes on.</param>
/// <param name="Width">Columns.</param>
/// <param name="Rows">Most steps shown, the latest; the others are counted.</param>
/// <param name="Unicode">Whether signs beyond ASCII can be shown.</param>
internal sealed record RunTable(DateTimeOffset Now, int Width, int Rows, bool Unicode)
{
    private const int WideEnoughForNodes = 72;

    /// <summary>The picture.</summary>
    public IRenderable Of(RunView run)
    {
        var table = new Table().Border(TableBorder.None).Expand();
        table.AddColumn(new TableColumn("[grey]Step[/]") { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        if (Width >= WideEnoughForNodes)
            table.AddColumn(new TableColumn("[grey]Nodes[/]") { Padding = new Padding(0, 0, 2, 0) });
        table.AddColumn(new TableColumn("[grey]What[/]") { Padding = new Padding(0, 0, 2, 0) });
        table.AddColumn(new TableColumn("[grey]Time[/]") { NoWrap = true, Alignment = Justify.Right, Padding = new Padding(0, 0, 0, 0) });
        foreach (var step in run.Steps.Skip(Math.Max(0, run.Steps.Count - Rows)))
            table.AddRow(Row(step));
        var hidden = run.Steps.Count - Rows;
        return hidden > 0
            ? new Rows(Headline(run), new Markup(string.Create(CultureInfo.InvariantCulture, $"[grey]{hidden} earlier steps[/]")), table)
            : new Rows(Headline(run), table);
    }

    private Markup Headline(RunView run)
    {
        var model = run.Inputs.GetValueOrDefault("model") is { } value ? $" of [bold]{Markup.Escape(ModelName(value))}[/]" : "";
        var time = Durations.Text((run.EndedAt ?? Now) - run.CreatedAt);
        return new Markup($"[bold]{Markup.Escape(run.Title)}[/]{model}  run {Markup.Escape(run.Id)}  {run.Status}  {time}");
    }

    private List<IRenderable> Row(StepRecord step)
    {
        var style = StepStates.Style(step.State);
        var attempt = step.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $" [yellow]attempt {step.Attempt}[/]") : "";
        var cells = new List<IRenderable> { new Markup($"[{style}]{StepStates.Glyph(step.State, Unicode)}[/] {Markup.Escape(step.Name)}{attempt}") };
        if (Width >= WideEnoughForNodes)
            cells.Add(new Text(string.Join(' ', step.Nodes)));
        cells.Add(What(step));
        cells.Add(new Text(Durations.Text(StepText.Time(step, Now))));
        return cells;
    }

    private IRenderable What(StepRecord step)
    {
        var text = new Text(StepText.Of(step));
        return step is { State: StepState.Running, Progress: { } part }
            ? new Rows(new ProgressLine(part, Unicode).Picture(Width >= WideEnoughForNodes ? 24 : 16), text)
            : text;
    }

    /// <summary>Paths and hub ids both end in what people call the model.</summary>
    private static string ModelName(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!.TrimEnd('/').Split('/')[^1];
}
