using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Definitions as files.</summary>
internal static class DefinitionFilesApi
{
    private const string FileType = "application/octet-stream";

    public static void MapDefinitionFiles(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var read = api.MapGroup("").RequireAuthorization(policies.Read);
        read.MapMethods("/workflow-definitions/{definitionId}/export", [HttpMethods.Get, HttpMethods.Post], ExportAsync).WithSummary("A definition as a file");
        read.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync).WithSummary("Definitions as files in a zip");
    }

    private static async Task<IResult> ExportAsync(string definitionId, string? versionOptions, HttpContext context, IDefinitions definitions)
    {
        var choice = VersionChoice.Parse(versionOptions, VersionChoice.Latest);
        return await definitions.FindAsync(definitionId, choice, context.RequestAborted) is { } found
            ? Results.File(DefinitionText.WriteBytes(found.ToExport()), FileType, FileName(found))
            : Results.NotFound();
    }

    private static async Task<IResult> ExportManyAsync(HttpContext context, IDefinitions definitions)
    {
        var found = new List<DefinitionVersion>();
        foreach (var id in (await ApiBodies.ReadObjectAsync(context)).Texts("ids"))
        {
            if (await definitions.FindVersionAsync(id, context.RequestAborted) is { } version)
                found.Add(version);
        }

        return found switch
        {
            [] => Results.NotFound(),
            [var only] => Results.File(DefinitionText.WriteBytes(only.ToExport()), FileType, FileName(only)),
            _ => Results.File(Zip(found), "application/zip", "workflow-definitions.zip")
        };
    }

    private static byte[] Zip(List<DefinitionVersion> versions)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var version in versions)
            {
                using var entry = archive.CreateEntry(FileName(version)).Open();
                entry.Write(DefinitionText.WriteBytes(version.ToExport()));
            }
        }

        return memory.ToArray();
    }

    private static string FileName(DefinitionVersion version)
    {
        var words = new string([.. (version.Name ?? version.DefinitionId).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return $"workflow-definition-{words}-{Plain(version.DefinitionId)}-{Plain(version.Id)}.json";
    }

    private static string Plain(string id) => new([.. id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]);
}
