namespace Pipeline.Activities.Measurements.Verification;

/// <summary>
/// The scales that scale method <c>maxabs_hw</c> can give: powers of 16 from 1/256 to 16 on Gaudi 2 (its exponent biases
/// 3, 7, 11 and 15), powers of 2 from 2^−55 to 2^7 on Gaudi 3. A maximum beyond the largest scale times the largest FP8
/// number (240 and 448) saturates whatever the measurement says.
/// </summary>
public static class HardwareScales
{
    /// <summary>The method's name in file names.</summary>
    public const string Method = "MAXABS_HW";

    /// <summary>Largest FP8 number (E4M3) of a device type.</summary>
    public static double FullScale(string device) => device == DeviceType.Gaudi2 ? 240 : 448;

    /// <summary>Largest scale of a device type.</summary>
    public static double Largest(string device) => device == DeviceType.Gaudi2 ? 16 : 128;

    /// <summary>Largest magnitude that a device type can hold with any of its scales.</summary>
    public static double LargestValue(string device) => Largest(device) * FullScale(device);

    /// <summary>Whether a device type has a scale.</summary>
    public static bool Has(string device, double scale)
    {
        if (!double.IsNormal(scale) || scale < 0)
            return false;
        var exponent = Math.ILogB(scale);
        if (double.ScaleB(1, exponent) != scale)
            return false;
        return device == DeviceType.Gaudi2 ? exponent is -8 or -4 or 0 or 4 : exponent is >= -55 and <= 7;
    }
}
