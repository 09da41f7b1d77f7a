using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Web.Security;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>audit</c>: who did what.</summary>
internal static class AuditCommand
{
    private const int DefaultLimit = 100;

    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var limit = CommonOptions.Limit("Most entries", DefaultLimit);
        return factory.Make("audit", "Show who did what on the service", [limit], async (context, cancellationToken) =>
        {
            await using var store = await SecurityStore.OpenAsync(context.Data, context.Services.Clock, cancellationToken);
            var entries = await store.Audit.ListAsync(context.Parsed.GetValue(limit), cancellationToken: cancellationToken);
            if (context.Json)
            {
                context.Object(new JsonObject { ["entries"] = new JsonArray([.. entries.Select(Describe)]) });
                return ExitCodes.Success;
            }

            var table = Tables.Of("When", "Who", "What", "To", "From");
            foreach (var entry in entries)
            {
                table.AddRow(Tables.Cells(
                    entry.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC", entry.Actor, entry.Action,
                    string.Join(' ', new[] { entry.Subject, entry.Detail }.OfType<string>()), entry.Remote ?? ""));
            }

            context.Console.Ansi.Write(table);
            return ExitCodes.Success;
        });
    }

    private static JsonObject Describe(AuditEntry entry) => new()
    {
        ["id"] = entry.Id,
        ["at"] = entry.At,
        ["actor"] = entry.Actor,
        ["action"] = entry.Action,
        ["subject"] = entry.Subject,
        ["detail"] = entry.Detail,
        ["remote"] = entry.Remote,
    };
}
