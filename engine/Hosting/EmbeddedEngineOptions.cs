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
}
