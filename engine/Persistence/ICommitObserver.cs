namespace Pipeline.Engine.Persistence;

/// <summary>Hears of every commit, after it. May not throw: the commit stands.</summary>
internal interface ICommitObserver
{
    void Committed(string instanceId, BookmarkChanges bookmarks);
}
