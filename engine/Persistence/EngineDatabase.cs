using Microsoft.EntityFrameworkCore;

namespace Pipeline.Engine.Persistence;

/// <summary>Opens the database; makes the schema on first use.</summary>
internal sealed class EngineDatabase : IEngineSchema, IDisposable
{
    private readonly IDatabaseProvider _provider;
    private readonly DbContextOptions<EngineContext> _options;
    private readonly SemaphoreSlim _schema = new(1, 1);
    private bool _created;

    public EngineDatabase(IDatabaseProvider provider)
    {
        _provider = provider;
        var builder = new DbContextOptionsBuilder<EngineContext>();
        provider.Configure(builder);
        _options = builder.Options;
    }

    public async Task<EngineContext> OpenAsync(CancellationToken cancellationToken = default)
    {
        if (!_created)
            await EnsureAsync(cancellationToken);
        return new EngineContext(_options);
    }

    /// <summary>Runs one transaction.</summary>
    public async Task WriteAsync(Func<EngineContext, Task> change, CancellationToken cancellationToken = default)
    {
        await using var context = await OpenAsync(cancellationToken);
        await change(context);
    }

    public async Task EnsureAsync(CancellationToken cancellationToken = default)
    {
        await _schema.WaitAsync(cancellationToken);
        try
        {
            if (_created)
                return;
            await using var context = new EngineContext(_options);
            await _provider.CreateSchemaAsync(context, cancellationToken);
            _created = true;
        }
        finally
        {
            _schema.Release();
        }
    }

    public void Dispose() => _schema.Dispose();
}
