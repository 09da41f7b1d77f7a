namespace Pipeline.Activities.Measurements.Json;

/// <summary>The two ways in which the official tools lay out their JSON.</summary>
public enum JsonLayout
{
    /// <summary>Four spaces a level, as INC, unify and expand write.</summary>
    Indented,

    /// <summary>One line, <c>", "</c> and <c>": "</c>, as postprocess writes.</summary>
    Compact,
}
