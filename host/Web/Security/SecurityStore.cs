using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Pipeline.Activities.Store;
using Pipeline.Host.Composition;

namespace Pipeline.Host.Web.Security;

/// <summary>Keys and audit log of a data folder: for the serving host, and for the commands that work beside it.</summary>
internal sealed class SecurityStore : IAsyncDisposable
{
    private SecurityStore(IDbContextFactory<SecurityContext> contexts, TimeProvider clock)
    {
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
        Directory.CreateDirectory(dataFolder);
        var options = new DbContextOptionsBuilder<SecurityContext>().UseSqlite(HostServices.Database(dataFolder)).Options;
        var contexts = new PooledDbContextFactory<SecurityContext>(options);
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            await Tables.EnsureAsync(context, "ApiKeys", cancellationToken);
        return new SecurityStore(contexts, clock);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Audit.DisposeAsync();
}
