namespace Pipeline.Host.Web.Designer;

/// <summary>Whether the designer can be used now; known from the start on, changed by the restore.</summary>
internal sealed class StudioState
{
    /// <summary>Its files are there.</summary>
    public static StudioAnswer There { get; } = new(true, null);

    /// <summary>What is known now.</summary>
    public StudioAnswer Current { get; private set; } = Missing("it is not restored from npm (Designer:Restore is false).");

    /// <summary>Its files are not there.</summary>
    /// <param name="reason">Why, and what helps.</param>
    public static StudioAnswer Missing(string reason) => new(false, reason);

    /// <summary>Makes this known.</summary>
    public void Set(StudioAnswer answer) => Current = answer;
}

/// <summary>Whether the designer can be used.</summary>
/// <param name="Ready">Its files are there.</param>
/// <param name="Reason">Why they are not, and what helps; null when they are.</param>
internal sealed record StudioAnswer(bool Ready, string? Reason);
