using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Scheduling;

/// <inheritdoc cref="ITriggerClock"/>
internal sealed partial class TriggerClock(ITriggerIndex index, TimeProvider time, BackgroundWork background, ILogger<TriggerClock> logger) : ITriggerClock, IDisposable
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (StartTrigger Trigger, DateTimeOffset Due)> _due = [];
    private ITimer? _timer;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await RefreshAsync(cancellationToken);
        index.Changed += OnChanged;
        _timer = time.CreateTimer(_ => background.Start("the clock of triggers", TickAsync), null, Pause(), Timeout.InfiniteTimeSpan);
    }

    public Task StopAsync()
    {
        index.Changed -= OnChanged;
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private void OnChanged(TriggerChanges changes)
    {
        lock (_lock)
        {
            foreach (var trigger in changes.Removed)
                _due.Remove(trigger.Id);
            foreach (var trigger in changes.Added)
                Arm(trigger);
        }

        _timer?.Change(Pause(), Timeout.InfiniteTimeSpan);
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
            foreach (var (trigger, due) in TakeDue())
            {
                var (run, isNew) = await index.StartAsync(trigger, RunIdOf(trigger, due), cancellationToken: cancellationToken);
                if (isNew)
                    LogStarted(trigger.Name, trigger.DefinitionId, run, due);
            }
        }
        finally
        {
            _timer?.Change(Pause(), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Other processes publish too.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var triggers = await index.ListAsync(cancellationToken: cancellationToken);
        lock (_lock)
        {
            var ids = triggers.Select(trigger => trigger.Id).ToHashSet();
            foreach (var gone in _due.Keys.Where(id => !ids.Contains(id)).ToList())
                _due.Remove(gone);
            foreach (var trigger in triggers.Where(trigger => !_due.ContainsKey(trigger.Id)))
                Arm(trigger);
        }
    }

    private List<(StartTrigger Trigger, DateTimeOffset Due)> TakeDue()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var taken = _due.Values.Where(entry => entry.Due <= now).ToList();
            foreach (var (trigger, _) in taken)
            {
                _due.Remove(trigger.Id);
                Arm(trigger);
            }

            return taken;
        }
    }

    private void Arm(StartTrigger trigger)
    {
        if (TriggerTimes.Next(trigger, time.GetUtcNow()) is { } next)
            _due[trigger.Id] = (trigger, next);
    }

    private TimeSpan Pause()
    {
        lock (_lock)
        {
            var next = _due.Count == 0 ? Sweep : _due.Values.Min(entry => entry.Due) - time.GetUtcNow();
            return next > Sweep ? Sweep : next > TimeSpan.Zero ? next : TimeSpan.Zero;
        }
    }

    private static string RunIdOf(StartTrigger trigger, DateTimeOffset due) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{trigger.Id}|{due.UtcTicks}"))))[..16];

    [LoggerMessage(LogLevel.Information, "{Trigger} of {Definition} started the run {Run}, due {Due:O}")]
    private partial void LogStarted(string trigger, string definition, string run, DateTimeOffset due);
}
