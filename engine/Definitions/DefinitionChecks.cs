using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Store;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Persistence;

namespace Pipeline.Engine.Definitions;

/// <summary>Checks what is about to be published.</summary>
internal sealed class DefinitionChecks(StoredWorkflows workflows, TriggerReader triggers)
{
    /// <summary>The triggers of a version that can run.</summary>
    /// <exception cref="InvalidDefinitionException">It cannot.</exception>
    public async Task<IReadOnlyList<TriggerRow>> ReadAsync(DefinitionVersion version, CancellationToken cancellationToken) =>
        await triggers.ReadAsync(await workflows.BuildAsync(version), cancellationToken);

    /// <summary>An HTTP endpoint belongs to one definition.</summary>
    /// <exception cref="InvalidDefinitionException">Another one has it.</exception>
    public static async Task ExpectFreeAsync(EngineContext db, string definitionId, IReadOnlyList<TriggerRow> rows, CancellationToken cancellationToken)
    {
        var hashes = rows.Where(row => row.Name == "Elsa.HttpEndpoint").Select(row => row.Hash).ToList();
        if (hashes.Count == 0)
            return;
        var taken = await db.Triggers.Where(row => row.DefinitionId != definitionId && hashes.Contains(row.Hash)).ToListAsync(cancellationToken);
        if (taken.Count > 0)
            throw new InvalidDefinitionException([.. taken.Select(row => new DefinitionFault("$.root", $"The endpoint {Words(row)} is in use by the definition '{row.DefinitionId}'; choose another path or method."))]);
    }

    private static string Words(TriggerRow row) =>
        TriggerPayloads.Read(row.Name, row.Payload) is Elsa.Http.Bookmarks.HttpEndpointBookmarkPayload endpoint ? $"{endpoint.Method.ToUpperInvariant()} /{endpoint.Path}" : row.Name;
}
