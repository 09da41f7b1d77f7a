namespace Pipeline.Host.Simulator.State;

/// <summary>
/// The containers of a node. A container is a name, an image, an environment and a state; what runs "in" it runs on the
/// node, since a simulated node has one file system. The state's file names are read by the docker shim too.
/// </summary>
internal sealed class Containers(SimulatedNode node)
{
    private readonly StateFolder root = node.State.Sub("containers");

    /// <summary>All containers, by name.</summary>
    public IEnumerable<Container> All() =>
        Directory.GetDirectories(root.Directory).Order(StringComparer.Ordinal).Select(path => Find(Path.GetFileName(path))!);

    /// <summary>The container of that name or (beginning of its) id, or null.</summary>
    public Container? Find(string name)
    {
        string? folder = Directory.GetDirectories(root.Directory)
            .Select(path => Path.GetFileName(path))
            .FirstOrDefault(found => found == name || (name.Length >= 12 && IdOf(found).StartsWith(name, StringComparison.Ordinal)));
        if (folder is null) return null;
        StateFolder state = root.Sub(folder);
        return new Container(folder, IdOf(folder), state.Read("image") ?? "", state.Read("status") == "running") { Labels = state.Map("labels") };
    }

    /// <summary>Adds a running container.</summary>
    public Container Add(string name, string image, IEnumerable<string> environment, IEnumerable<string> labels)
    {
        StateFolder state = root.Sub(name);
        state.Write("image", image);
        state.Write("environment", environment);
        state.Write("labels", labels);
        state.Write("status", "running");
        return Find(name)!;
    }

    /// <summary>Starts or stops a container.</summary>
    public void SetRunning(string name, bool running) => root.Sub(name).Write("status", running ? "running" : "exited");

    /// <summary>Stops all.</summary>
    public void StopAll()
    {
        foreach (Container container in All()) SetRunning(container.Name, running: false);
    }

    /// <summary>Removes a container.</summary>
    public void Remove(string name) => Directory.Delete(root.Sub(name).Directory, recursive: true);

    private static string IdOf(string name)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name));
        return Convert.ToHexStringLower(hash);
    }
}

/// <summary>One container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Image">The image it was made of.</param>
/// <param name="IsRunning">Whether it runs.</param>
internal sealed record Container(string Name, string Id, string Image, bool IsRunning)
{
    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The word that docker shows for its state.</summary>
    public string Status => IsRunning ? "running" : "exited";

    /// <summary>The short id.</summary>
    public string ShortId => Id[..12];
}
