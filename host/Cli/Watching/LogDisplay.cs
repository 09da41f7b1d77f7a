using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Watching;

/// <summary>A plain log: one line a change.</summary>
internal sealed class LogDisplay(TextWriter writer, TimeProvider clock) : IRunDisplay
{
    /// <inheritdoc/>
    public Task<RunView> ShowAsync(Func<Action<RunView>, Task<RunView>> follow)
    {
        var log = new RunLog();
        return follow(view =>
        {
            foreach (var line in log.News(view, clock.GetUtcNow()))
                writer.WriteLine(line);
            writer.Flush();
        });
    }
}
