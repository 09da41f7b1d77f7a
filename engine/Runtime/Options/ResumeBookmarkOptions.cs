namespace Elsa.Workflows.Runtime.Options;

/// <summary>What a resumed activity is given.</summary>
public class ResumeBookmarkOptions
{
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
}
