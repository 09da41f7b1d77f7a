using System.Globalization;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>The command line of calibrate_model.sh, to be run in the calibration folder on the head.</summary>
public static class CalibrateCommand
{
    /// <summary>The script, relative to the calibration folder.</summary>
    public const string Program = "./calibrate_model.sh";

    /// <summary>More cards than this means several nodes with Ray.</summary>
    public const int CardsWithoutRay = 8;

    /// <summary>Program and arguments, one word each, in the documented order.</summary>
    public static IReadOnlyList<string> Words(CalibrationRequest request)
    {
        List<string> words = [Program, "-m", request.Model, "-d", request.Dataset, "-o", request.Output];
        if (request.SampleLimit is { } limit)
            words.AddRange(["-l", Text(limit)]);
        words.AddRange(["-t", Text(request.TensorParallel), "-b", Text(request.BatchSize)]);
        if (request.UnifyRanks is { } ranks)
            words.AddRange(["-r", Text(ranks)]);
        if (request.ExpertParallel)
            words.Add("-u");
        if (request.Eager)
            words.Add("-e");
        return words;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
