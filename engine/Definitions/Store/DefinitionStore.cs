using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Persistence;

namespace Pipeline.Engine.Definitions.Store;

/// <summary>Reads stored definitions.</summary>
internal sealed class DefinitionStore(EngineDatabase database)
{
    /// <summary>The versions that are not deleted, without content.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await SummarizeAsync(db.Definitions.Where(version => !version.IsDeleted), cancellationToken);
    }

    /// <summary>Versions by id, without content; deleted ones too.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> ListAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await SummarizeAsync(db.Definitions.Where(version => versionIds.Contains(version.Id)), cancellationToken);
    }

    /// <summary>The inputs that versions declare, by version id; nothing else of their content is read.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<DefinitionInput>>> InputsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.Definitions.Where(version => versionIds.Contains(version.Id))
            .Select(version => new { version.Id, Parts = JsonParts.Of(version.Content, InputDefaults.InputsPath, InputDefaults.DefaultsPath) })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => Inputs((JsonArray)JsonNode.Parse(row.Parts)!));
    }

    /// <summary>A version by its id, deleted or not.</summary>
    public async Task<StoredDefinition?> FindAsync(string versionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.Definitions.AsNoTracking().SingleOrDefaultAsync(version => version.Id == versionId, cancellationToken);
    }

    /// <summary>The id of the version that new runs get; null if none is published.</summary>
    public async Task<string?> PublishedIdAsync(string definitionId)
    {
        await using var db = await database.OpenAsync();
        return await db.Definitions.Where(version => version.DefinitionId == definitionId && version.IsPublished && !version.IsDeleted).Select(version => version.Id).SingleOrDefaultAsync();
    }

    public static DefinitionVersion Public(StoredDefinition row) => new(row.Id, row.DefinitionId, row.Version)
    {
        Name = row.Name,
        Description = row.Description,
        ToolVersion = row.ToolVersion,
        CreatedAt = row.CreatedAt,
        IsLatest = row.IsLatest,
        IsPublished = row.IsPublished,
        Content = row.Content.Length == 0 ? null : DefinitionText.Parse(row.Content)
    };

    private static IReadOnlyList<DefinitionInput> Inputs(JsonArray parts) => InputDefaults.Of(parts[0] as JsonArray, parts[1] as JsonObject);

    private static async Task<IReadOnlyList<DefinitionVersion>> SummarizeAsync(IQueryable<StoredDefinition> query, CancellationToken cancellationToken)
    {
        var rows = await query.AsNoTracking().Select(WithoutContent).ToListAsync(cancellationToken);
        return [.. rows.Select(Public)];
    }

    private static readonly System.Linq.Expressions.Expression<Func<StoredDefinition, StoredDefinition>> WithoutContent = row => new StoredDefinition
    {
        Id = row.Id,
        DefinitionId = row.DefinitionId,
        Name = row.Name,
        Description = row.Description,
        Version = row.Version,
        ToolVersion = row.ToolVersion,
        CreatedAt = row.CreatedAt,
        IsLatest = row.IsLatest,
        IsPublished = row.IsPublished,
        Content = ""
    };
}
