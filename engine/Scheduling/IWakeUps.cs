namespace Pipeline.Engine.Scheduling;

/// <summary>
/// Resumes bookmarks at a time. The database holds the bookmarks and is the truth; an implementation may forget everything when
/// the host stops, and is told again at the next start. A wake-up that comes twice, or too late, resumes nothing.
/// </summary>
public interface IWakeUps
{
    /// <summary>Resumes the bookmark once <paramref name="due"/> is reached; at once if it has passed. Replaces an earlier wake-up of the bookmark.</summary>
    void Schedule(string bookmarkId, string instanceId, DateTimeOffset due);

    void Cancel(string bookmarkId);
}
