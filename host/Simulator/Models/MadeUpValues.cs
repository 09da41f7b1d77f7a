namespace Pipeline.Host.Simulator.Models;

/// <summary>
/// Maxima as a measurement has them: exactly representable in bfloat16, not negative, and the same whenever model, module,
/// position and rank are the same.
/// </summary>
internal static class MadeUpValues
{
    /// <summary>A maximum, between 1/16 and 64.</summary>
    public static double Of(string model, string module, string position, int rank)
    {
        ulong hash = 14695981039346656037;
        foreach (string part in (string[])[model, module, position])
        {
            foreach (char c in part) hash = (hash ^ c) * 1099511628211;
            hash = (hash ^ '\n') * 1099511628211;
        }
        hash = Mix(hash ^ (ulong)rank * 0x9E3779B97F4A7C15);
        double mantissa = 1 + (hash & 127) / 128d;
        int exponent = (int)((hash >> 7) % 10) - 4;
        return double.ScaleB(mantissa, exponent);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
