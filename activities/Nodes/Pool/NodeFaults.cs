using Pipeline.Activities.Nodes.Ssh;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>What is wrong with one node as configured, one message per fault, each with the remedy.</summary>
internal static class NodeFaults
{
    private const int LastPort = 65535;

    public static IEnumerable<string> Of(NodeDefinition node)
    {
        var subject = $"NodePool: node {node.Name}";
        if (!IsName(node.Name))
            yield return $"NodePool: '{node.Name}' is no name for a node. Use letters, digits, '-', '_' and '.', and not '{INodePool.ControlNode}'.";
        if (node.Device is not (null or "gaudi2" or "gaudi3"))
            yield return $"{subject} has the device '{node.Device}'. Use gaudi2 or gaudi3, or leave it out.";
        if (node.Cards < 1)
            yield return $"{subject} has {node.Cards} cards. Give the number of its cards, usually 8.";
        if (!IsWord(node.Address))
            yield return $"{subject} has the address '{node.Address}'. Give the IP address that the other nodes reach it by.";
        if (node.Container is { Image.Length: 0 })
            yield return $"{subject} has a container without an image. Name the image, or leave the container out.";
        if (node.PathPrefix is { } prefix && !prefix.StartsWith('/'))
            yield return $"{subject} has the PathPrefix '{prefix}'. Give the absolute path of a folder.";
        foreach (var fault in node.Transport == Transport.Ssh ? OfSsh(node, subject) : OfUnusedSsh(node, subject))
            yield return fault;
    }

    private static IEnumerable<string> OfSsh(NodeDefinition node, string subject)
    {
        if (node.Port is < 1 or > LastPort)
            yield return $"{subject} has the port {node.Port}. Give 1 to {LastPort}; sshd usually listens on {SshTarget.DefaultPort}.";
        if (node.User is { } user && !IsWord(user))
            yield return $"{subject} has the user '{user}'. Give the name of an account on the node.";
        if (node.KeyFile is { } key && !File.Exists(UserPath.Full(key)))
            yield return $"{subject} has the KeyFile {key}, which does not exist. Correct it, make a key with ssh-keygen -t ed25519, or leave it out to use the SSH agent.";
        if (node.KnownHosts is { } known && !File.Exists(UserPath.Full(known)))
            yield return $"{subject} has the KnownHosts file {known}, which does not exist. Make it: ssh-keyscan -p {node.Port} {node.Address} > {known}; or leave it out to use ~/.ssh/known_hosts.";
        if (node.JumpHost is { } jump && SshTarget.Parse(jump, "user") is null)
            yield return $"{subject} has the JumpHost '{jump}'. Give it as [user@]host[:port].";
    }

    /// <summary>A key file on a local node is most likely a forgotten transport.</summary>
    private static IEnumerable<string> OfUnusedSsh(NodeDefinition node, string subject)
    {
        (string Name, bool IsSet)[] settings =
        [
            (nameof(node.Port), node.Port != SshTarget.DefaultPort), (nameof(node.User), node.User is not null), (nameof(node.KeyFile), node.KeyFile is not null),
            (nameof(node.KnownHosts), node.KnownHosts is not null), (nameof(node.JumpHost), node.JumpHost is not null),
        ];
        return settings.Where(s => s.IsSet).Select(s =>
            $"{subject} has a {s.Name}, but its transport is {node.Transport.ToString().ToLowerInvariant()}. Set \"Transport\": \"ssh\", or take {s.Name} out.");
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] is not ('-' or '.') && name != INodePool.ControlNode && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsWord(string text) => text.Length > 0 && text[0] != '-' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
