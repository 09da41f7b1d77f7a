namespace Pipeline.Engine.Execution;

/// <summary>
/// Counts elementary operations of a run (items taken or looked at, connections visited), so that a test can show that the
/// cost of an activity does not grow with the workflow or its history.
/// </summary>
internal sealed class ExecutionMeter
{
    public long Operations { get; private set; }

    public void Count(int operations = 1) => Operations += operations;
}
