namespace Pipeline.Host.Simulator.Models;

/// <summary>One measured module of a model.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Kind">What is measured of it.</param>
/// <param name="Experts">Local experts, for <see cref="ModuleKind.Experts"/>.</param>
/// <param name="Expert">Global number of the first local expert, or of the expert that a weight belongs to; 0 otherwise.</param>
internal sealed record Module(string Name, ModuleKind Kind, int Experts = 0, int Expert = 0);
