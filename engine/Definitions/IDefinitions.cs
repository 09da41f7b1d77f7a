using System.Text.Json.Nodes;
using Elsa.Workflows.Runtime.Exceptions;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Definitions;

/// <summary>
/// The workflow definitions: designed ones, which are stored in versions, and those written in code, which are only read. A
/// version that was published or has run never changes; saving it makes the next one, and runs stay on theirs.
/// </summary>
public interface IDefinitions
{
    /// <summary>The versions that match, by name and version. Those from <see cref="ListAsync"/> have no content.</summary>
    Task<IReadOnlyList<DefinitionVersion>> ListAsync(VersionChoice versions, CancellationToken cancellationToken = default);

    /// <summary>A version of a definition, or null. Of several that match the newest.</summary>
    Task<DefinitionVersion?> FindAsync(string definitionId, VersionChoice version, CancellationToken cancellationToken = default);

    /// <summary>A version by its own id, or null. Also a deleted one, as long as there are runs of it.</summary>
    Task<DefinitionVersion?> FindVersionAsync(string versionId, CancellationToken cancellationToken = default);

    /// <summary>The versions of these ids, without content; those not found are left out.</summary>
    Task<IReadOnlyList<DefinitionVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken = default);

    /// <summary>The inputs that stored versions declare, by version id; those not found, or written in code, are left out.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<DefinitionInput>>> InputsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken = default);

    /// <summary>Everything that keeps a definition from running; empty if nothing does.</summary>
    IReadOnlyList<DefinitionFault> Validate(JsonObject definition);

    /// <summary>Stores a draft, whatever it holds: a new definition if it names none, else the latest version or the next.</summary>
    /// <exception cref="DefinitionRefusedException">The definition is written in code.</exception>
    Task<DefinitionVersion> SaveAsync(JsonObject definition, CancellationToken cancellationToken = default);

    /// <summary>Stores a draft of a definition from elsewhere. One that is not known keeps its ids and version.</summary>
    /// <exception cref="InvalidDefinitionException">It could not run.</exception>
    /// <exception cref="DefinitionRefusedException">The definition is written in code.</exception>
    Task<DefinitionVersion> ImportAsync(JsonObject definition, CancellationToken cancellationToken = default);

    /// <summary>Makes the latest version the one that runs, and its triggers start runs.</summary>
    /// <exception cref="InvalidDefinitionException">It could not run, or another definition listens to one of its triggers.</exception>
    /// <exception cref="DefinitionRefusedException">It was saved at the same moment.</exception>
    /// <exception cref="WorkflowDefinitionNotFoundException">There is no such definition.</exception>
    Task<PublishedDefinition> PublishAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>Ends the publication; its triggers start no more runs. Runs go on.</summary>
    /// <exception cref="DefinitionRefusedException">It is not published, or written in code.</exception>
    /// <exception cref="WorkflowDefinitionNotFoundException">There is no such definition.</exception>
    Task<DefinitionVersion> RetractAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>Makes a draft of what an older version held.</summary>
    /// <exception cref="WorkflowDefinitionNotFoundException">There is no such version.</exception>
    /// <exception cref="DefinitionRefusedException">The definition is written in code.</exception>
    Task<DefinitionVersion> RevertAsync(string definitionId, int version, CancellationToken cancellationToken = default);

    /// <summary>Deletes a definition with its versions and triggers; runs go on.</summary>
    /// <returns>How many versions there were.</returns>
    /// <exception cref="DefinitionRefusedException">It is written in code.</exception>
    Task<int> DeleteAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>Deletes one version. False if there is none, or it is written in code.</summary>
    Task<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken = default);

    /// <summary>Fixes the content of a version, because it is about to run.</summary>
    /// <returns>What to start: a version's id.</returns>
    /// <exception cref="InvalidDefinitionException">It could not run.</exception>
    /// <exception cref="DefinitionRefusedException">It was saved at the same moment.</exception>
    /// <exception cref="WorkflowDefinitionNotFoundException">There is no such version.</exception>
    Task<DefinitionVersion> FreezeAsync(string definitionId, VersionChoice version, CancellationToken cancellationToken = default);
}

/// <summary>What publishing did.</summary>
/// <param name="Version">The published version.</param>
/// <param name="AlreadyPublished">Whether it was published before.</param>
public sealed record PublishedDefinition(DefinitionVersion Version, bool AlreadyPublished);

/// <summary>What was asked for cannot be done with this definition.</summary>
public sealed class DefinitionRefusedException(string message) : Exception(message);
