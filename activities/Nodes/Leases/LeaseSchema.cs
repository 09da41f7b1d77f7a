using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>Creates the tables of a context that are missing; those of other contexts in the same database stay as they are.</summary>
public static partial class LeaseSchema
{
    /// <summary>Creates what is missing. Several processes may do so at once.</summary>
    /// <remarks>EF Core's own <c>EnsureCreated</c> does nothing as soon as the database holds any table at all.</remarks>
    public static async Task EnsureTablesAsync(this DbContext context, CancellationToken cancellationToken = default)
    {
        var script = Create().Replace(context.Database.GenerateCreateScript(), "$0 IF NOT EXISTS");
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = script;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    [GeneratedRegex(@"^CREATE (TABLE|(UNIQUE )?INDEX)", RegexOptions.Multiline)]
    private static partial Regex Create();
}
