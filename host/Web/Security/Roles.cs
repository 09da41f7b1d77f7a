namespace Pipeline.Host.Web.Security;

/// <summary>What a key may do; each role may also do what those before it may. Also the names of the authorization policies.</summary>
public static class Roles
{
    /// <summary>See everything that is no secret.</summary>
    public const string Viewer = "viewer";

    /// <summary>Start, retry and cancel runs; pause schedules.</summary>
    public const string Operator = "operator";

    /// <summary>Manage keys; read the audit log.</summary>
    public const string Admin = "admin";

    /// <summary>All, the least first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];

    /// <summary>The roles that may do what <paramref name="role"/> may.</summary>
    public static IEnumerable<string> AtLeast(string role) => All.SkipWhile(r => r != role);
}
