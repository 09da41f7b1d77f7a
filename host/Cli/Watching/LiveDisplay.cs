using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;
using Spectre.Console;

namespace Pipeline.Host.Cli.Watching;

/// <summary>A table that is redrawn in place.</summary>
internal sealed class LiveDisplay(IAnsiConsole console, TimeProvider clock) : IRunDisplay
{
    private const int LinesBesideRows = 6;

    /// <inheritdoc/>
    public Task<RunView> ShowAsync(Func<Action<RunView>, Task<RunView>> follow) => console
        .Live(new Text(""))
        .Overflow(VerticalOverflow.Crop)
        .Cropping(VerticalOverflowCropping.Top)
        .StartAsync(context => follow(view =>
        {
            context.UpdateTarget(Picture(view, Math.Max(3, console.Profile.Height - LinesBesideRows)).Of(view));
            if (view.EndedAt is not null)
                context.UpdateTarget(Picture(view, int.MaxValue).Of(view));
        }));

    private RunTable Picture(RunView view, int rows) => new(view.EndedAt ?? clock.GetUtcNow(), console.Profile.Width, rows, console.Profile.Capabilities.Unicode);
}
