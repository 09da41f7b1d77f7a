using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;
using Spectre.Console;

namespace Pipeline.Host.Cli.Watching;

/// <summary>Shows a run until it ends: a live table on a terminal, one line per change elsewhere; with JSON the object at the end.</summary>
/// <param name="Session">The opened data folder.</param>
/// <param name="Console">Where to show it.</param>
/// <param name="AsJson">Whether standard output belongs to a machine.</param>
/// <param name="Suffix">What commands need to find the run.</param>
/// <param name="Clock">The clock.</param>
internal sealed record RunWatch(IHostSession Session, CliConsole Console, bool AsJson, string Suffix, TimeProvider Clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private const int Rows = 18;

    /// <summary>Returns the exit code that the run's end means.</summary>
    public async Task<int> WatchAsync(string runId)
    {
        using var interrupt = new Interrupt();
        var run = Console.Live && !AsJson ? await LiveAsync(runId, interrupt.Token) : await LinesAsync(runId, interrupt.Token);
        if (interrupt.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"\nThis process stops watching; the jobs on the nodes go on.\n  go on:  pipeline run --resume{Suffix}\n  cancel: pipeline cancel {runId}{Suffix}");
            return ExitCodes.Interrupted;
        }

        if (AsJson)
            await Console.Out.WriteLineAsync(Json.Line(RunJson.Of(run, Clock.GetUtcNow())));
        else
            foreach (var line in new RunSummary(Suffix, Clock.GetUtcNow()).Lines(run))
                await Console.Out.WriteLineAsync(line);
        return run.Status == RunStatus.Finished ? ExitCodes.Success : ExitCodes.Failure;
    }

    private async Task<RunView> LiveAsync(string runId, CancellationToken interrupted)
    {
        var run = await FindAsync(runId);
        await Console.Ansi.Live(Picture(run)).AutoClear(false).StartAsync(async live =>
        {
            while (!IsOver(run) && !interrupted.IsCancellationRequested)
            {
                live.UpdateTarget(Picture(run));
                live.Refresh();
                await PauseAsync(interrupted);
                run = await FindAsync(runId);
            }

            live.UpdateTarget(Picture(run));
        });
        return run;
    }

    private async Task<RunView> LinesAsync(string runId, CancellationToken interrupted)
    {
        var writer = AsJson ? Console.Error : Console.Out;
        var log = new RunLog();
        while (true)
        {
            var run = await FindAsync(runId);
            foreach (var line in log.News(run, Clock.GetUtcNow()))
                await writer.WriteLineAsync(line);
            if (IsOver(run) || interrupted.IsCancellationRequested)
                return run;
            await PauseAsync(interrupted);
        }
    }

    private Spectre.Console.Rendering.IRenderable Picture(RunView run) =>
        new RunTable(Clock.GetUtcNow(), Console.Width, Rows, Console.Ansi.Profile.Capabilities.Unicode).Of(run);

    private async Task<RunView> FindAsync(string runId) =>
        await Session.Runs.FindAsync(runId) ?? throw new InputException($"The run {runId} is gone from the database.");

    private static bool IsOver(RunView run) => run.EndedAt is not null || run.Status == RunStatus.Interrupted;

    private async Task PauseAsync(CancellationToken interrupted)
    {
        try
        {
            await Task.Delay(Poll, Clock, interrupted);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: the caller looks at the token.
        }
    }
}
