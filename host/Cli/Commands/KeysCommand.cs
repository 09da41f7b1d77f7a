using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Web.Security;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>keys</c>: who may use the service. Whoever can write to the data folder may manage its keys.</summary>
internal static class KeysCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory) => CommandFactory.Group("keys", "Manage the service's API keys", Add(factory), List(factory), Revoke(factory));

    private static Command Add(CommandFactory factory)
    {
        var name = new Argument<string>("NAME") { Description = "A name for the key, e.g. nightly" };
        var role = new Option<string>("--role") { Description = "viewer, operator or admin", HelpName = "ROLE", DefaultValueFactory = _ => Roles.Viewer };
        return factory.Make("add", "Make a key and print it, this once", [name, role], async (context, cancellationToken) =>
        {
            await using var store = await SecurityStore.OpenAsync(context.Data, context.Services.Clock, cancellationToken);
            var (key, secret) = await store.Keys.AddAsync(context.Parsed.GetValue(name)!, context.Parsed.GetValue(role)!, cancellationToken);
            await store.Audit.WriteAsync(User, "key.add", key.Name, $"role {key.Role}");
            if (context.Json)
                context.Object(new JsonObject { ["id"] = key.Id, ["name"] = key.Name, ["role"] = key.Role, ["key"] = secret });
            else
                context.Lines($"The key {key.Name} ({key.Role}), shown this once:", secret);
            return ExitCodes.Success;
        });
    }

    private static Command List(CommandFactory factory) => factory.Make("list", "List the keys, without their secrets", [], async (context, cancellationToken) =>
    {
        await using var store = await SecurityStore.OpenAsync(context.Data, context.Services.Clock, cancellationToken);
        var keys = await store.Keys.ListAsync(cancellationToken);
        if (context.Json)
        {
            context.Object(new JsonObject { ["keys"] = new JsonArray([.. keys.Select(Describe)]) });
            return ExitCodes.Success;
        }

        var table = Tables.Of("Id", "Name", "Role", "Made", "State");
        foreach (var key in keys)
            table.AddRow(Tables.Cells(key.Id, key.Name, key.Role, Time(key.CreatedAt), key.RevokedAt is { } revoked ? $"revoked {Time(revoked)}" : "valid"));
        context.Console.Ansi.Write(table);
        return ExitCodes.Success;
    });

    private static Command Revoke(CommandFactory factory)
    {
        var key = new Argument<string>("KEY") { Description = "The key's name or id" };
        return factory.Make("revoke", "Revoke a key, at once and for good", [key], async (context, cancellationToken) =>
        {
            await using var store = await SecurityStore.OpenAsync(context.Data, context.Services.Clock, cancellationToken);
            var revoked = await store.Keys.RevokeAsync(context.Parsed.GetValue(key)!, cancellationToken);
            await store.Audit.WriteAsync(User, "key.revoke", revoked.Name);
            if (context.Json)
                context.Object(Describe(revoked));
            else
                context.Lines($"The key {revoked.Name} is revoked.");
            return ExitCodes.Success;
        });
    }

    private static string User => $"user {Environment.UserName}";

    private static JsonObject Describe(ApiKey key) => new()
    {
        ["id"] = key.Id,
        ["name"] = key.Name,
        ["role"] = key.Role,
        ["createdAt"] = key.CreatedAt,
        ["revokedAt"] = key.RevokedAt,
    };

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
