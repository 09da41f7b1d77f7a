namespace Pipeline.Host.Simulator.Models;

/// <summary>How a model is built, as far as its measurement files show it.</summary>
/// <param name="Layers">Layers.</param>
/// <param name="Attention">Names and kinds of the attention's modules, in traversal order, below the layer.</param>
/// <param name="DenseLayers">First layers that have an ordinary MLP instead of experts.</param>
/// <param name="Experts">Routed experts in a layer; 0 = none.</param>
internal sealed record ModelShape(int Layers, IReadOnlyList<(string Name, ModuleKind Kind)> Attention, int DenseLayers, int Experts)
{
    /// <summary>Path of the experts below the layer.</summary>
    public string ExpertPath { get; init; } = "mlp.experts";

    /// <summary>Name of the router below the layer, when it is measured.</summary>
    public string? Router { get; init; }

    /// <summary>Whether there is a shared expert beside the routed ones.</summary>
    public bool SharedExperts { get; init; }

    /// <summary>Whether the output head is measured.</summary>
    public bool Head { get; init; } = true;

    /// <summary>Modules that INC patches but never measures, below the layer.</summary>
    public IReadOnlyList<string> Unmeasured { get; init; } = [];

    /// <summary>The measured modules of one rank, in traversal order.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="worldSize">Number of ranks.</param>
    /// <param name="expertParallel">Whether each rank has its own part of the experts.</param>
    public IEnumerable<Module> Modules(int rank, int worldSize, bool expertParallel)
    {
        int local = expertParallel ? Experts / worldSize : Experts;
        int first = expertParallel ? rank * local : 0;
        for (int layer = 0; layer < Layers; layer++)
        {
            string prefix = $"model.layers.{layer}.";
            foreach ((string name, ModuleKind kind) in Attention) yield return new Module(prefix + name, kind);
            foreach (Module module in layer < DenseLayers || Experts == 0 ? Mlp(prefix + "mlp.") : MixtureOfExperts(prefix, local, first)) yield return module;
        }
        if (Head) yield return new Module("lm_head", ModuleKind.Linear);
    }

    /// <summary>What the mod list names: the measured modules and those that INC patched in vain.</summary>
    public IEnumerable<string> Patched(int rank, int worldSize, bool expertParallel) =>
        Modules(rank, worldSize, expertParallel).Select(module => module.Name)
            .Concat(Enumerable.Range(0, Layers).SelectMany(layer => Unmeasured.Select(name => $"model.layers.{layer}.{name}")));

    private static IEnumerable<Module> Mlp(string prefix) =>
    [
        new Module(prefix + "gate_up_proj", ModuleKind.Linear),
        new Module(prefix + "down_proj", ModuleKind.RowParallelLinear),
    ];

    private IEnumerable<Module> MixtureOfExperts(string prefix, int local, int first)
    {
        if (Router is not null) yield return new Module(prefix + Router, ModuleKind.Linear);
        if (SharedExperts)
        {
            foreach (Module module in Mlp(prefix + "mlp.shared_experts.")) yield return module;
        }
        string path = prefix + ExpertPath + ".moe_op";
        yield return new Module(path, ModuleKind.Experts, local, first);
        foreach (string list in (string[])["w13_list", "w2_list"])
        {
            for (int expert = 0; expert < local; expert++)
                yield return new Module($"{path}.{list}.{expert}", ModuleKind.ExpertWeight, Expert: first + expert);
        }
    }
}
