namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>Paths as people write them in configuration.</summary>
internal static class UserPath
{
    /// <summary>The absolute path; <c>~/</c> is the home folder of the user that runs this process.</summary>
    public static string Full(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : Path.GetFullPath(path);
}
