namespace Elsa.Workflows;

/// <summary>The bookmark that the current activity was resumed from.</summary>
public record ResumedBookmarkContext(Bookmark Bookmark);
