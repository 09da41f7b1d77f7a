namespace Elsa.Workflows.Models;

/// <summary>Declares an output of a workflow.</summary>
public class OutputDefinition : ArgumentDefinition;
