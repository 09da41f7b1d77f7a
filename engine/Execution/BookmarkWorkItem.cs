namespace Pipeline.Engine.Execution;

/// <summary>A suspended activity that goes on from one of its bookmarks.</summary>
internal sealed class BookmarkWorkItem(Bookmark bookmark, ActivityExecutionContext context, IDictionary<string, object>? input)
    : ActivityWorkItem(context.Activity, context.ParentActivityExecutionContext, existingActivityExecutionContext: context, input: input)
{
    public Bookmark Bookmark { get; } = bookmark;
}
