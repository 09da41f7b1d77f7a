namespace Pipeline.Activities.Nodes.Leases;

/// <summary>A run's wish for nodes, and its lease once it is granted. Removed when the run releases.</summary>
internal sealed class LeaseRow
{
    /// <summary>The place in the queue; grows with every request.</summary>
    public long Number { get; set; }

    public required string RunId { get; set; }

    public int Cards { get; set; }

    public List<string> Wanted { get; set; } = [];

    public string? Device { get; set; }

    public List<string> Labels { get; set; } = [];

    public int MinimumNodes { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>The fencing number of the grant; null while waiting.</summary>
    public long? Fence { get; set; }

    /// <summary>Whether the run has heard of its grant.</summary>
    public bool Told { get; set; }

    public List<LeasedNodeRow> Nodes { get; set; } = [];
}

/// <summary>A node in use. The node's name is the key: the database itself refuses a second lease of it.</summary>
internal sealed class LeasedNodeRow
{
    public required string Node { get; set; }

    public long LeaseNumber { get; set; }

    /// <summary>0 for the head.</summary>
    public int Position { get; set; }
}

/// <summary>The one row that holds the last fencing number, which must outlive the leases.</summary>
internal sealed class LeaseFenceRow
{
    public int Id { get; set; }

    public long Last { get; set; }
}
