namespace Pipeline.Engine.Persistence;

/// <summary>What of an instance in memory is in the database already.</summary>
internal sealed class CommitCursor
{
    private static readonly object Key = new();

    /// <summary>The instance's commit count; 0 = not yet in the database.</summary>
    public long Revision { get; set; }

    /// <summary>Ids of the stored bookmarks.</summary>
    public HashSet<string> Bookmarks { get; } = [];

    /// <summary>Things to do that the next commit writes.</summary>
    public List<OutboxItem> Outgoing { get; } = [];

    /// <summary>The cursor of a loaded instance.</summary>
    public static CommitCursor Of(WorkflowExecutionContext context)
    {
        if (context.TransientProperties.TryGetValue(Key, out var known))
            return (CommitCursor)known;
        var cursor = new CommitCursor();
        context.TransientProperties[Key] = cursor;
        return cursor;
    }
}
