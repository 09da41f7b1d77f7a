using System.Reflection;

namespace Pipeline.Engine;

/// <summary>How the embedded engine is set up.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>The SQLite file; its folder is made if missing. Default <c>pipeline.db</c> in the current folder.</summary>
    public string DatabasePath { get; set; } = "pipeline.db";

    /// <summary>A whole SQLite connection string; if set, <see cref="DatabasePath"/> does not count.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether starting the host also takes up what an earlier one left. Default true; see <see cref="Runtime.Recovery.IRunRecovery"/>.</summary>
    public bool RecoverAtStart { get; set; } = true;

    internal List<Type> Workflows { get; } = [];

    internal List<Assembly> Assemblies { get; } = [];

    internal Dictionary<string, Type> KnownTypes { get; } = [];

    /// <summary>Registers a workflow written in code.</summary>
    public EmbeddedEngineOptions AddWorkflow<T>() where T : IWorkflow
    {
        Workflows.Add(typeof(T));
        return this;
    }

    /// <summary>Registers all public activities and workflows of an assembly.</summary>
    public EmbeddedEngineOptions AddAssembly(Assembly assembly)
    {
        Assemblies.Add(assembly);
        return this;
    }

    /// <summary>
    /// Registers a type of payloads, inputs or outputs that shall come back from the database as itself. A type that is not
    /// registered comes back as JSON, which inputs and variables convert to their type.
    /// </summary>
    /// <param name="alias">Its name in the database; the type's own name if null. Must never change.</param>
    public EmbeddedEngineOptions AddKnownType<T>(string? alias = null)
    {
        KnownTypes[alias ?? typeof(T).Name] = typeof(T);
        return this;
    }
}
