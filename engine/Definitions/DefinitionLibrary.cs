using System.Text.Json.Nodes;
using Elsa.Workflows.Runtime.Exceptions;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Store;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Persistence;

namespace Pipeline.Engine.Definitions;

/// <inheritdoc cref="IDefinitions"/>
internal sealed class DefinitionLibrary(
    EngineDatabase database,
    DefinitionStore store,
    CodedDefinitions coded,
    WorkflowReader reader,
    DefinitionNormalizer normalizer,
    DefinitionChecks checks,
    StoredWorkflows workflows,
    TriggerIndex triggers,
    IIdentityGenerator ids,
    TimeProvider time) : IDefinitions
{
    public async Task<IReadOnlyList<DefinitionVersion>> ListAsync(VersionChoice versions, CancellationToken cancellationToken = default)
    {
        IEnumerable<DefinitionVersion> all = [.. await coded.ListAsync(), .. await store.ListAsync(cancellationToken)];
        return [.. all.Where(versions.Includes).OrderBy(version => version.Name ?? version.DefinitionId, StringComparer.OrdinalIgnoreCase).ThenBy(version => version.Version)];
    }

    public async Task<DefinitionVersion?> FindAsync(string definitionId, VersionChoice version, CancellationToken cancellationToken = default)
    {
        if (await coded.FindAsync(definitionId) is { } inCode)
            return version.Includes(inCode) ? inCode : null;
        await using var db = await database.OpenAsync(cancellationToken);
        return (await RowAsync(db, definitionId, version, cancellationToken)) is { } row ? DefinitionStore.Public(row) : null;
    }

    public async Task<DefinitionVersion?> FindVersionAsync(string versionId, CancellationToken cancellationToken = default) =>
        await coded.FindVersionAsync(versionId) ?? (await store.FindAsync(versionId, cancellationToken) is { } row ? DefinitionStore.Public(row) : null);

    public async Task<IReadOnlyList<DefinitionVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken = default) =>
        [.. (await coded.ListAsync()).Where(version => versionIds.Contains(version.Id)), .. await store.ListAsync(versionIds, cancellationToken)];

    public Task<IReadOnlyDictionary<string, IReadOnlyList<DefinitionInput>>> InputsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken = default) =>
        store.InputsAsync(versionIds, cancellationToken);

    public IReadOnlyList<DefinitionFault> Validate(JsonObject definition) => reader.Validate(definition);

    public Task<DefinitionVersion> SaveAsync(JsonObject definition, CancellationToken cancellationToken = default) => PutAsync(definition, cancellationToken);

    public async Task<DefinitionVersion> ImportAsync(JsonObject definition, CancellationToken cancellationToken = default)
    {
        var faults = reader.Validate(definition);
        return faults.Count == 0 ? await PutAsync(definition, cancellationToken) : throw new InvalidDefinitionException(faults);
    }

    public async Task<PublishedDefinition> PublishAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        if (await coded.FindAsync(definitionId) is { } inCode)
            return new PublishedDefinition(inCode, AlreadyPublished: true);
        var draft = await FindAsync(definitionId, VersionChoice.Latest, cancellationToken) ?? throw NotFound(definitionId);
        if (draft.IsPublished)
            return new PublishedDefinition(draft, AlreadyPublished: true);

        var rows = await checks.ReadAsync(draft, cancellationToken);
        var published = draft;
        await TransactAsync(async db =>
        {
            await DefinitionChecks.ExpectFreeAsync(db, definitionId, rows, cancellationToken);
            foreach (var version in await db.Definitions.Where(version => version.DefinitionId == definitionId && version.IsPublished).ToListAsync(cancellationToken))
                version.IsPublished = false;
            var row = await CheckedAsync(db, draft, cancellationToken);
            row.IsPublished = row.IsFrozen = true;
            published = DefinitionStore.Public(row);
            await TriggerIndex.ReplaceAsync(db, definitionId, rows, cancellationToken);
        }, cancellationToken);
        triggers.Tell();
        return new PublishedDefinition(published, AlreadyPublished: false);
    }

    public async Task<DefinitionVersion> RetractAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        await ExpectStoredAsync(definitionId);
        DefinitionVersion? retracted = null;
        await TransactAsync(async db =>
        {
            if (!await db.Definitions.AnyAsync(version => version.DefinitionId == definitionId && !version.IsDeleted, cancellationToken))
                throw NotFound(definitionId);
            var row = await RowAsync(db, definitionId, VersionChoice.Published, cancellationToken) ?? throw new DefinitionRefusedException($"Workflow with id {definitionId} is not published");
            row.IsPublished = false;
            retracted = DefinitionStore.Public(row);
            await TriggerIndex.ReplaceAsync(db, definitionId, [], cancellationToken);
        }, cancellationToken);
        triggers.Tell();
        return retracted!;
    }

    public async Task<DefinitionVersion> RevertAsync(string definitionId, int version, CancellationToken cancellationToken = default)
    {
        await ExpectStoredAsync(definitionId);
        var old = await FindAsync(definitionId, VersionChoice.Of(version), cancellationToken)
            ?? throw new WorkflowDefinitionNotFoundException($"There is no version {version} of the definition '{definitionId}'.", new WorkflowDefinitionHandle { DefinitionId = definitionId });
        return await PutAsync(old.ToJson(), cancellationToken);
    }

    public async Task<int> DeleteAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        await ExpectStoredAsync(definitionId);
        return await DeleteAsync(definitionId, version => true, cancellationToken);
    }

    public async Task<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken = default) =>
        await store.FindAsync(versionId, cancellationToken) is { IsDeleted: false } row && await DeleteAsync(row.DefinitionId, version => version.Id == versionId, cancellationToken) > 0;

    public async Task<DefinitionVersion> FreezeAsync(string definitionId, VersionChoice version, CancellationToken cancellationToken = default)
    {
        if (await coded.FindAsync(definitionId) is { } inCode)
            return inCode;
        await using var reading = await database.OpenAsync(cancellationToken);
        var known = await RowAsync(reading, definitionId, version, cancellationToken) ?? throw NotFound(definitionId);
        var found = DefinitionStore.Public(known);
        if (known.IsFrozen)
            return found;
        var faults = reader.Validate(found.ToJson());
        if (faults.Count > 0)
            throw new InvalidDefinitionException(faults);
        await TransactAsync(
            async db =>
            {
                var row = await CheckedAsync(db, found, cancellationToken);
                row.IsFrozen = true;
                found = DefinitionStore.Public(row);
            },
            cancellationToken);
        return found;
    }

    /// <summary>The row of a version that was checked outside the transaction. What was saved or deleted in between is not what was checked.</summary>
    private static async Task<StoredDefinition> CheckedAsync(EngineContext db, DefinitionVersion version, CancellationToken cancellationToken)
    {
        var row = await db.Definitions.SingleOrDefaultAsync(row => row.Id == version.Id && !row.IsDeleted, cancellationToken) ?? throw NotFound(version.DefinitionId);
        return row.Content == DefinitionText.WriteCompact(version.Content!)
            ? row
            : throw new DefinitionRefusedException($"The definition '{version.DefinitionId}' was saved while it was checked; try again.");
    }

    private async Task<DefinitionVersion> PutAsync(JsonObject definition, CancellationToken cancellationToken)
    {
        var definitionId = definition.Text("definitionId") is { Length: > 0 } given ? given : ids.GenerateId();
        await ExpectStoredAsync(definitionId);
        var content = DefinitionText.WriteCompact(normalizer.Content(definition));
        DefinitionVersion? saved = null;
        await TransactAsync(async db => saved = DefinitionStore.Public(await DraftAsync(db, definition, definitionId, content, cancellationToken)), cancellationToken);
        return saved!;
    }

    /// <summary>The row that takes a draft: the latest version while it may change, else the next one.</summary>
    private async Task<StoredDefinition> DraftAsync(EngineContext db, JsonObject definition, string definitionId, string content, CancellationToken cancellationToken)
    {
        var latest = await RowAsync(db, definitionId, VersionChoice.Latest, cancellationToken);
        var (name, description, tool) = (definition.Text("name"), definition.Text("description"), definition.Text("toolVersion"));
        if (latest is not null && latest.Content == content && latest.Name == name && latest.Description == description)
            return latest;
        if (latest is null && await DeletedAsync(db, definition, definitionId, cancellationToken) is { } back && back.Content == content && back.Name == name && back.Description == description)
        {
            (back.IsDeleted, back.IsLatest) = (false, true);
            return back;
        }

        if (latest is null or { IsFrozen: true } or { IsPublished: true })
        {
            var before = latest;
            latest = await NewAsync(db, definition, definitionId, cancellationToken);
            if (before is not null)
                before.IsLatest = false;
            db.Definitions.Add(latest);
        }

        (latest.Name, latest.Description, latest.ToolVersion, latest.Content) = (name, description, tool, content);
        return latest;
    }

    /// <summary>The deleted version that a definition names, kept because of its runs: what comes back unchanged is that version again.</summary>
    private static async Task<StoredDefinition?> DeletedAsync(EngineContext db, JsonObject definition, string definitionId, CancellationToken cancellationToken) =>
        definition.Text("id") is { Length: > 0 } id
            ? await db.Definitions.SingleOrDefaultAsync(version => version.Id == id && version.DefinitionId == definitionId && version.IsDeleted, cancellationToken)
            : null;

    /// <summary>A new version. The first of its definition keeps the ids, number and moment that it came with.</summary>
    private async Task<StoredDefinition> NewAsync(EngineContext db, JsonObject definition, string definitionId, CancellationToken cancellationToken)
    {
        var last = await db.Definitions.Where(version => version.DefinitionId == definitionId).MaxAsync(version => (int?)version.Version, cancellationToken);
        var row = new StoredDefinition { Id = ids.GenerateId(), DefinitionId = definitionId, Version = (last ?? 0) + 1, CreatedAt = time.GetUtcNow(), IsLatest = true };
        if (last is not null || definition.Text("id") is not { Length: > 0 } id || await db.Definitions.AnyAsync(version => version.Id == id, cancellationToken))
            return row;
        row.Id = id;
        row.Version = definition.Number("version") is { } number and > 0 ? number : 1;
        if (DateTimeOffset.TryParse(definition.Text("createdAt"), System.Globalization.CultureInfo.InvariantCulture, out var moment) && moment.Year > 1)
            row.CreatedAt = moment;
        return row;
    }

    private async Task<int> DeleteAsync(string definitionId, Func<StoredDefinition, bool> choose, CancellationToken cancellationToken)
    {
        List<StoredDefinition> chosen = [];
        await TransactAsync(async db =>
        {
            var rows = await db.Definitions.Where(version => version.DefinitionId == definitionId && !version.IsDeleted).ToListAsync(cancellationToken);
            chosen = rows.Where(choose).ToList();
            foreach (var row in chosen)
            {
                if (row.IsPublished)
                    await TriggerIndex.ReplaceAsync(db, definitionId, [], cancellationToken);
                if (await db.Instances.AnyAsync(instance => instance.DefinitionId == definitionId && instance.DefinitionVersionId == row.Id, cancellationToken))
                    (row.IsDeleted, row.IsLatest, row.IsPublished) = (true, false, false);
                else
                    db.Definitions.Remove(row);
            }

            if (chosen.Exists(row => row.IsLatest || row.IsDeleted) && rows.Except(chosen).MaxBy(row => row.Version) is { } newest)
                newest.IsLatest = true;
        }, cancellationToken);
        workflows.Forget(chosen.Select(row => row.Id));
        triggers.Tell();
        return chosen.Count;
    }

    private async Task TransactAsync(Func<EngineContext, Task> change, CancellationToken cancellationToken) => await database.WriteAsync(
        async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await change(db);
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        },
        cancellationToken);

    private static async Task<StoredDefinition?> RowAsync(EngineContext db, string definitionId, VersionChoice choice, CancellationToken cancellationToken)
    {
        var rows = db.Definitions.Where(version => version.DefinitionId == definitionId && !version.IsDeleted);
        rows = choice.Rule switch
        {
            VersionRule.Latest => rows.Where(version => version.IsLatest),
            VersionRule.Published => rows.Where(version => version.IsPublished),
            VersionRule.LatestOrPublished => rows.Where(version => version.IsLatest || version.IsPublished),
            VersionRule.LatestAndPublished => rows.Where(version => version.IsLatest && version.IsPublished),
            VersionRule.Draft => rows.Where(version => version.IsLatest && !version.IsPublished),
            VersionRule.Number => rows.Where(version => version.Version == choice.Number),
            _ => rows
        };
        return await rows.OrderByDescending(version => version.Version).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task ExpectStoredAsync(string definitionId)
    {
        if (await coded.FindAsync(definitionId) is not null)
            throw new DefinitionRefusedException($"The workflow '{definitionId}' is written in code and cannot be changed here. Export it and import it under another name to make it one's own.");
    }

    private static WorkflowDefinitionNotFoundException NotFound(string definitionId) =>
        new($"There is no workflow definition '{definitionId}'.", new WorkflowDefinitionHandle { DefinitionId = definitionId });
}
