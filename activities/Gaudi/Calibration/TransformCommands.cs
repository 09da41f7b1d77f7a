using System.Globalization;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>The command lines of the official Python transforms, to be run in the calibration folder.</summary>
public static class TransformCommands
{
    /// <summary>Step 5: fewer ranks.</summary>
    public static IReadOnlyList<string> Unify(string source, string output, int ranks, bool expertParallel, bool skipScales)
    {
        List<string> words = ["python3", "step-5-unify_measurements.py", "-r", ranks.ToString(CultureInfo.InvariantCulture), "-m", source, "-o", output];
        if (expertParallel)
            words.Add("-u");
        if (skipScales)
            words.Add("-s");
        return words;
    }

    /// <summary>Step 3: attention inputs taken from the caches; <paramref name="latentCache"/> for models with MLA.</summary>
    public static IReadOnlyList<string> Postprocess(string source, string output, bool latentCache)
    {
        List<string> words = ["python3", "step-3-postprocess-measure.py", "-m", source, "-o", output];
        if (latentCache)
            words.Add("-d");
        return words;
    }

    /// <summary>Step 6: one rank's experts spread over so many ranks.</summary>
    public static IReadOnlyList<string> Expand(string source, string output, int ranks) =>
        ["python3", "step-6-expand-measurements.py", "-m", source, "-o", output, "-w", ranks.ToString(CultureInfo.InvariantCulture)];
}
