using Pipeline.Activities.Nodes.Ssh.Keys;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>
/// The environment of a local command: this process's own, without what configures this process. Variables with a double
/// underscore (<c>ConnectionStrings__Pipeline</c>) are .NET configuration, often secrets, and no business of a node's tools;
/// neither is the passphrase of an SSH key.
/// </summary>
internal static class LocalEnvironment
{
    public static void Prepare(IDictionary<string, string?> variables, string? pathPrefix)
    {
        foreach (var name in variables.Keys.Where(ConfiguresTheHost).ToList())
            variables.Remove(name);
        if (pathPrefix is not null)
            variables["PATH"] = variables.TryGetValue("PATH", out var path) && path is { Length: > 0 } ? $"{pathPrefix}:{path}" : pathPrefix;
    }

    private static bool ConfiguresTheHost(string name) =>
        name == UserKeys.PassphraseVariable
        || name.IndexOf("__", StringComparison.Ordinal) > 0
        || name.StartsWith("DOTNET_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal);
}
