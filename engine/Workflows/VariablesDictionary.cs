using System.Text.Json.Nodes;

namespace Elsa.Workflows;

/// <summary>Stored variable values by variable id.</summary>
public class VariablesDictionary : Dictionary<string, JsonNode>;
