namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>What names of jobs and of their variables look like.</summary>
internal static class JobId
{
    private const int Longest = 200;

    /// <summary>The id itself when it can name a folder.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static string Checked(string id) =>
        id.Length is > 0 and <= Longest && id[0] is not ('.' or '-') && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? id
            : throw new ArgumentException($"'{id}' is no job id: 1 to {Longest} letters, digits, '.', '_' or '-', and neither '.' nor '-' first.", nameof(id));

    /// <summary>Whether a shell can export a variable of that name.</summary>
    public static bool IsVariable(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_');
}
