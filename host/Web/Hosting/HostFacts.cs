namespace Pipeline.Host.Web.Hosting;

/// <summary>What pages say of this host.</summary>
/// <param name="Simulated">Whether it works on simulated nodes, because no pool is configured. Every page says so.</param>
/// <param name="DataFolder">The data folder.</param>
/// <param name="Version">The program's version.</param>
internal sealed record HostFacts(bool Simulated, string DataFolder, string Version);
