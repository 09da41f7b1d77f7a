using Pipeline.Activities.Measurements;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Measurements;

/// <summary>Calls the library of measurements directly, without host or database; what it refuses is a fault of the input.</summary>
internal static class MeasurementInput
{
    /// <summary>The work's result.</summary>
    /// <exception cref="InputException">Files or options cannot work.</exception>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (MeasurementException e)
        {
            throw new InputException(TerminalText.Printable(e.Message));
        }
    }

    /// <summary>The work's result.</summary>
    /// <exception cref="InputException">Files or options cannot work.</exception>
    public static async Task<T> Guard<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (MeasurementException e)
        {
            throw new InputException(TerminalText.Printable(e.Message));
        }
    }
}
