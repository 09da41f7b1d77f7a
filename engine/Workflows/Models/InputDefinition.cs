namespace Elsa.Workflows.Models;

/// <summary>Declares an input of a workflow.</summary>
public class InputDefinition : ArgumentDefinition
{
    public string UIHint { get; set; } = "";

    /// <summary>Where the value is kept while the workflow is suspended; only <see cref="MemoryStorageDriver"/> drops it.</summary>
    public Type? StorageDriverType { get; set; }
}
