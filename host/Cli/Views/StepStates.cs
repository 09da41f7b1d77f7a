using Pipeline.Activities.Steps.Records;

namespace Pipeline.Host.Cli.Views;

/// <summary>How the states of a step look. A word says the same as the sign, so colour is never needed.</summary>
internal static class StepStates
{
    /// <summary>One character.</summary>
    public static string Glyph(StepState state, bool unicode) => state switch
    {
        StepState.Waiting => unicode ? "○" : ".",
        StepState.Running => unicode ? "●" : ">",
        StepState.BackingOff => unicode ? "↻" : "~",
        StepState.Done => unicode ? "✓" : "+",
        StepState.Skipped => unicode ? "»" : "=",
        StepState.Failed => unicode ? "✗" : "!",
        _ => unicode ? "■" : "x",
    };

    /// <summary>A Spectre style.</summary>
    public static string Style(StepState state) => state switch
    {
        StepState.Done or StepState.Skipped => "green",
        StepState.Failed => "red",
        StepState.Running => "blue",
        StepState.BackingOff => "yellow",
        _ => "grey",
    };

    /// <summary>Words for a state that has no better text.</summary>
    public static string Word(StepState state) => state switch
    {
        StepState.Waiting => "waits for nodes",
        StepState.Running => "running",
        StepState.BackingOff => "tried again soon",
        StepState.Done => "done",
        StepState.Skipped => "up to date, skipped",
        StepState.Failed => "failed",
        _ => "cancelled",
    };
}
