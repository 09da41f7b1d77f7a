namespace Elsa.Workflows.Models;

/// <summary>What to make a bookmark from.</summary>
public class CreateBookmarkArgs
{
    /// <summary>A chosen id; null for a generated one.</summary>
    public string? BookmarkId { get; set; }

    /// <summary>The stimulus that resumes it: text, or an object that is hashed as JSON.</summary>
    public object? Stimulus { get; set; }

    /// <summary>A method of the activity.</summary>
    public ExecuteActivityDelegate? Callback { get; set; }

    /// <summary>The bookmark's name; null for the activity's type name.</summary>
    public string? BookmarkName { get; set; }

    public bool AutoBurn { get; set; } = true;

    /// <summary>Whether the activity instance's id is part of the hash, so that only this instance matches.</summary>
    public bool IncludeActivityInstanceId { get; set; }

    public bool AutoComplete { get; set; } = true;
    public IDictionary<string, string>? Metadata { get; set; }
}
