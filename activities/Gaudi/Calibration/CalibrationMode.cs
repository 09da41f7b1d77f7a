namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>How calibrate_model.sh's work is done.</summary>
public enum CalibrationMode
{
    /// <summary>The script as a whole: a failure begins again at the start.</summary>
    Whole,

    /// <summary>Its sub-steps as jobs of their own: a failure begins again at the sub-step that failed.</summary>
    Stepwise,
}

/// <summary>Reads a mode.</summary>
public static class CalibrationModes
{
    /// <summary>The mode of that name, any case; null when there is none.</summary>
    public static CalibrationMode? Find(string? name)
    {
        foreach (var mode in Enum.GetValues<CalibrationMode>())
        {
            if (string.Equals(name, mode.ToString(), StringComparison.OrdinalIgnoreCase))
                return mode;
        }

        return null;
    }
}
