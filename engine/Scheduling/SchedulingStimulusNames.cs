namespace Elsa.Scheduling;

/// <summary>Names of the stimuli that time brings.</summary>
public static class SchedulingStimulusNames
{
    public const string Delay = "Elsa.Delay";
}
