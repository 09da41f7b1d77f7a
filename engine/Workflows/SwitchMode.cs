namespace Elsa.Workflows;

/// <summary>Whether a switch takes the first matching case or every one.</summary>
public enum SwitchMode
{
    MatchFirst,
    MatchAny
}
