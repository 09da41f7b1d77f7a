using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Scheduling;

/// <inheritdoc cref="ITriggerClock"/>
internal sealed partial class TriggerClock(ITriggerIndex index, TimeProvider time, BackgroundWork background, ILogger<TriggerClock> logger) : ITriggerClock, IDisposable
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    // Touched by StartAsync and then by ticks only, of which there is one at a time.
    private readonly Dictionary<string, (StartTrigger Trigger, DateTimeOffset Due)> _due = [];
    private readonly Lock _lock = new();
    private bool _ticking;
    private bool _again;
    private ITimer? _timer;
    private Func<StartTrigger, IDictionary<string, object>>? _properties;

    public async Task StartAsync(Func<StartTrigger, IDictionary<string, object>>? properties = null, CancellationToken cancellationToken = default)
    {
        _properties = properties;
        await RefreshAsync(cancellationToken);
        // Set only now: a tick that ends sets it again, and so needs it in its field.
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        index.Changed += Wake;
        _timer.Change(Pause(), Timeout.InfiniteTimeSpan);
    }

    public Task StopAsync()
    {
        index.Changed -= Wake;
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }

    /// <summary>Lets a tick run, or another one after that which runs.</summary>
    private void Wake()
    {
        lock (_lock)
        {
            _again = _ticking;
            if (_ticking)
                return;
            _ticking = true;
        }

        background.Start("the clock of triggers", TickAsync);
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        // After a failure too: what is overdue must not make it spin.
        var pause = Sweep;
        try
        {
            await RefreshAsync(cancellationToken);
            if (await StartDueAsync(cancellationToken))
                pause = Pause();
        }
        finally
        {
            _timer?.Change(pause, Timeout.InfiniteTimeSpan);
            if (IsWanted())
                Wake();
        }
    }

    /// <summary>Ends a tick.</summary>
    /// <returns>Whether somebody asked for another one meanwhile.</returns>
    private bool IsWanted()
    {
        lock (_lock)
        {
            _ticking = false;
            return _again;
        }
    }

    /// <summary>The table holds what is armed; other processes publish too.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var triggers = (await index.ListAsync(cancellationToken: cancellationToken)).ToDictionary(trigger => trigger.Id);
        // One that was retracted and published again has the id of before, but perhaps other times.
        foreach (var (trigger, _) in _due.Values.Where(armed => triggers.GetValueOrDefault(armed.Trigger.Id) != armed.Trigger).ToList())
            _due.Remove(trigger.Id);
        foreach (var trigger in triggers.Values.Where(trigger => !_due.ContainsKey(trigger.Id)))
            Arm(trigger);
    }

    /// <summary>Starts what is due. What cannot be started stays due; its run's id derives from that time, so it starts once.</summary>
    /// <returns>Whether all were started.</returns>
    private async Task<bool> StartDueAsync(CancellationToken cancellationToken)
    {
        var all = true;
        var now = time.GetUtcNow();
        foreach (var (trigger, due) in _due.Values.Where(entry => entry.Due <= now).ToList())
        {
            try
            {
                var (run, creation) = await index.StartAsync(trigger, RunIdOf(trigger, due), properties: _properties?.Invoke(trigger), cancellationToken: cancellationToken);
                if (creation == InstanceCreation.Made)
                    LogStarted(trigger.Name, trigger.DefinitionId, run, due);
                else if (creation == InstanceCreation.Refused)
                    LogRefused(trigger.Name, trigger.DefinitionId, due);
                _due.Remove(trigger.Id);
                Arm(trigger);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // The others do not wait for it.
                LogFailed(e, trigger.Name, trigger.DefinitionId, due);
                all = false;
            }
        }

        return all;
    }

    private void Arm(StartTrigger trigger)
    {
        if (TriggerTimes.Next(trigger, time.GetUtcNow()) is { } next)
            _due[trigger.Id] = (trigger, next);
    }

    private TimeSpan Pause()
    {
        var next = _due.Count == 0 ? Sweep : _due.Values.Min(entry => entry.Due) - time.GetUtcNow();
        return next > Sweep ? Sweep : next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }

    private static string RunIdOf(StartTrigger trigger, DateTimeOffset due) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{trigger.Id}|{due.UtcTicks}"))))[..16];

    [LoggerMessage(LogLevel.Information, "{Trigger} of {Definition} started the run {Run}, due {Due:O}")]
    private partial void LogStarted(string trigger, string definition, string run, DateTimeOffset due);

    [LoggerMessage(LogLevel.Warning, "{Trigger} of {Definition}, due {Due:O}, started no run: its activation strategy allows none beside one that has not ended")]
    private partial void LogRefused(string trigger, string definition, DateTimeOffset due);

    [LoggerMessage(LogLevel.Error, "{Trigger} of {Definition}, due {Due:O}, could not start its run and will be tried again")]
    private partial void LogFailed(Exception exception, string trigger, string definition, DateTimeOffset due);
}
