using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Pipeline.Activities.Store;
using Pipeline.Engine.Persistence;
using Pipeline.Host.Composition;

namespace Pipeline.Host.Web.Security;

/// <summary>Keys and audit log of a data folder: for the serving host, and for the commands that work beside it.</summary>
internal sealed class SecurityStore : IAsyncDisposable
{
    private readonly PooledDbContextFactory<SecurityContext> contexts;

    /// <summary>On a data folder; nothing is read yet.</summary>
    public SecurityStore(string dataFolder, TimeProvider clock)
    {
        contexts = new PooledDbContextFactory<SecurityContext>(new DbContextOptionsBuilder<SecurityContext>().UseDatabase(HostServices.Database(dataFolder)).Options);
        Keys = new ApiKeys(contexts, clock);
        Audit = new AuditLog(contexts, clock);
    }

    /// <summary>The keys.</summary>
    public ApiKeys Keys { get; }

    /// <summary>The audit log.</summary>
    public AuditLog Audit { get; }

    /// <summary>Opens the data folder; makes what is missing.</summary>
    public static async Task<SecurityStore> OpenAsync(string dataFolder, TimeProvider clock, CancellationToken cancellationToken)
    {
        DataFolder.Prepare(dataFolder);
        var store = new SecurityStore(dataFolder, clock);
        await store.EnsureAsync(cancellationToken);
        return store;
    }

    /// <summary>Makes what is missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await Tables.EnsureAsync(context, "ApiKeys", cancellationToken);
    }

    /// <summary>Thinks its tables out, which takes longer than making them.</summary>
    public void WarmUp()
    {
        using var context = contexts.CreateDbContext();
        _ = context.Model;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Audit.DisposeAsync();
}
