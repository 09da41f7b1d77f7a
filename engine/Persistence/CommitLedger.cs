using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Persistence;

/// <summary>What the database already knows of an instance in memory, and what its next commit adds. One per execution context.</summary>
internal sealed class CommitLedger
{
    private static readonly object Key = new();

    /// <summary>The revision of the last commit; 0 = never committed.</summary>
    public long Revision { get; set; }

    /// <summary>The ids of the stored bookmarks.</summary>
    public HashSet<string> Bookmarks { get; } = [];

    /// <summary>The ids of the open activity executions that have a record.</summary>
    public HashSet<string> Executions { get; } = [];

    /// <summary>Requests that the next commit stores.</summary>
    public List<OutboxRequest> Outgoing { get; } = [];

    /// <summary>The request that caused this run; the next commit removes it.</summary>
    public long? Consumed { get; set; }

    /// <summary>Requests stored by this run's commits, to be served after it.</summary>
    public List<OutboxEntry> Stored { get; } = [];

    /// <summary>Whether the parent has been told of the end.</summary>
    public bool ParentTold { get; set; }

    public static CommitLedger Of(WorkflowExecutionContext context)
    {
        if (context.TransientProperties.TryGetValue(Key, out var known))
            return (CommitLedger)known;
        var ledger = new CommitLedger();
        context.TransientProperties[Key] = ledger;
        return ledger;
    }

    /// <summary>The ledger of an instance that was just loaded.</summary>
    public static CommitLedger Loaded(WorkflowExecutionContext context, long revision)
    {
        var ledger = Of(context);
        ledger.Revision = revision;
        ledger.Bookmarks.UnionWith(context.Bookmarks.Select(bookmark => bookmark.Id));
        ledger.Executions.UnionWith(context.OpenContexts.Select(open => open.Id));
        return ledger;
    }
}
