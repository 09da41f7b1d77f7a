namespace Elsa.Workflows.Models;

/// <summary>An output and the name of its property.</summary>
public record NamedOutput(string Name, Output Value);
