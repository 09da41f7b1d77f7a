using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    private readonly List<Bookmark> _newBookmarks = [];

    /// <summary>The bookmarks that this execution waits for.</summary>
    public IEnumerable<Bookmark> Bookmarks => WorkflowExecutionContext.BookmarkIndex.Of(Id);

    /// <summary>The bookmarks made since the activity was last executed or resumed.</summary>
    public IEnumerable<Bookmark> NewBookmarks => _newBookmarks;

    public void CreateBookmarks(IEnumerable<object> payloads, ExecuteActivityDelegate? callback = null, bool includeActivityInstanceId = true, string? bookmarkName = null)
    {
        foreach (var payload in payloads)
            CreateBookmark(new CreateBookmarkArgs { Stimulus = payload, Callback = callback, IncludeActivityInstanceId = includeActivityInstanceId, BookmarkName = bookmarkName });
    }

    public Bookmark CreateBookmark(ExecuteActivityDelegate callback, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Callback = callback, Metadata = metadata });

    public Bookmark CreateBookmark(object stimulus, ExecuteActivityDelegate? callback, bool includeActivityInstanceId = true, IDictionary<string, string>? customProperties = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Callback = callback, IncludeActivityInstanceId = includeActivityInstanceId, Metadata = customProperties });

    public Bookmark CreateBookmark(object stimulus, bool includeActivityInstanceId, IDictionary<string, string>? customProperties = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, IncludeActivityInstanceId = includeActivityInstanceId, Metadata = customProperties });

    public Bookmark CreateBookmark(object stimulus, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Metadata = metadata });

    /// <summary>Suspends the activity until something resumes it.</summary>
    public Bookmark CreateBookmark(CreateBookmarkArgs? options = null)
    {
        options ??= new CreateBookmarkArgs();
        var name = options.BookmarkName ?? Activity.Type;
        var hasher = WorkflowExecutionContext.ServiceProvider.GetRequiredService<IStimulusHasher>();
        var bookmark = new Bookmark(
            options.BookmarkId ?? WorkflowExecutionContext.IdentityGenerator.GenerateId(),
            name,
            hasher.Hash(name, options.Stimulus, options.IncludeActivityInstanceId ? Id : null),
            options.Stimulus,
            Activity.Id,
            Activity.NodeId,
            Id,
            _clock.UtcNow,
            options.AutoBurn,
            options.Callback?.Method.Name,
            options.AutoComplete,
            options.Metadata);
        AddBookmark(bookmark);
        return bookmark;
    }

    public void AddBookmark(Bookmark bookmark)
    {
        _newBookmarks.Add(bookmark);
        WorkflowExecutionContext.BookmarkIndex.Add(bookmark);
    }

    public void AddBookmarks(IEnumerable<Bookmark> bookmarks)
    {
        foreach (var bookmark in bookmarks)
            AddBookmark(bookmark);
    }

    public void ClearBookmarks()
    {
        _newBookmarks.Clear();
        WorkflowExecutionContext.BookmarkIndex.RemoveOf(Id);
    }

    internal void ForgetNewBookmarks() => _newBookmarks.Clear();
}
