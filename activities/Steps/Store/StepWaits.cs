using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Steps.Waits;

namespace Pipeline.Activities.Steps.Store;

/// <summary>Open waits in the database.</summary>
internal sealed class StepWaits(IDbContextFactory<StepsContext> contexts) : IStepWaits
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new ShellScriptConverter() } };

    /// <inheritdoc/>
    public event Action<StepWait>? Saved;

    /// <inheritdoc/>
    public async Task SaveAsync(StepWait wait, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var json = JsonSerializer.Serialize(wait, Json);
        var changed = await context.Waits.Where(w => w.Key == wait.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Json, json), cancellationToken);
        if (changed == 0)
        {
            context.Waits.Add(new StepWaitRow { Key = wait.Key, RunId = wait.RunId, Json = json });
            await context.SaveChangesAsync(cancellationToken);
        }

        Saved?.Invoke(wait);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Waits.Where(w => w.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepWait>> ListAsync(string runId, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Waits.AsNoTracking().Where(w => w.RunId == runId).OrderBy(w => w.Key).ToListAsync(cancellationToken);
        return [.. rows.Select(r => JsonSerializer.Deserialize<StepWait>(r.Json, Json)!)];
    }
}
