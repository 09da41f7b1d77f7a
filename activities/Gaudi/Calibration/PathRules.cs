using System.Text.RegularExpressions;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>calibrate_model.sh changes to its own folder and uses its paths unquoted: relative paths and paths with blanks or wildcards go wrong.</summary>
internal static partial class PathRules
{
    private const string Unquotable = "*?[]\\";

    public static void Check(CalibrationRequest request, List<Fault> faults)
    {
        Check("-m", request.Model, "a Hugging Face id or the absolute path of the model", mayBeName: true, faults);
        Check("-d", request.Dataset, "the absolute path of a .pkl file or a dataset name", mayBeName: !request.HasDatasetFile, faults);
        Check("-o", request.Output, "the absolute path of an output folder on the shared file system", mayBeName: false, faults);
        if (!string.IsNullOrWhiteSpace(request.Model) && ModelName.Of(request.Model).Failure is { } nameless)
            faults.Add(new("-m", nameless.Summary, nameless.Remedy));
        if (request.Dataset.EndsWith(".pkl.gz", StringComparison.Ordinal))
            faults.Add(new("-d", $"-d {request.Dataset} is compressed, so the script takes it for a dataset name.", "Unpack it to .pkl."));
    }

    private static void Check(string option, string value, string expected, bool mayBeName, List<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(value))
            faults.Add(new(option, $"{option} is missing.", $"Give {expected}."));
        else if (value.AsSpan().IndexOfAny(Unquotable) >= 0 || value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            faults.Add(new(option, $"{option} '{value}' holds white space or wildcard characters, which the script cannot take.", "Rename it, or use a link without them."));
        else if (!value.StartsWith('/') && !(mayBeName && Name.IsMatch(value)))
            faults.Add(new(option, $"{option} {value} is relative, and the script would look for it in its own folder.", $"Give {expected}."));
    }

    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Name { get; }
}
