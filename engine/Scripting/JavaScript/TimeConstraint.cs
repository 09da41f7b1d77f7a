using Jint;

namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>Ends a script that has computed for too long. Jint asks after every statement and within long built-in functions.</summary>
/// <param name="limit">The longest, in processor's time of the script's thread.</param>
internal sealed class TimeConstraint(TimeSpan limit) : Constraint
{
    // Asking the system each time would slow scripts down.
    private const int Interval = 64;

    private TimeSpan _started;
    private int _asked;

    public override void Reset() => _started = ThreadTime.Now;

    public override void Check()
    {
        if (++_asked % Interval == 0 && ThreadTime.Now - _started > limit)
            throw new TimeoutException();
    }
}
