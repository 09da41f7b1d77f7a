using System.Security.Cryptography;
using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Activities.Measurements.Verification;

/// <summary>Compares a folder with its manifest.</summary>
internal static class ManifestCheck
{
    /// <summary>The differences.</summary>
    public static List<Finding> Run(string folder, out string? device)
    {
        device = null;
        var findings = new List<Finding>();
        try
        {
            var manifest = Manifest.Read(folder);
            device = manifest.Device;
            foreach (var (name, file) in manifest.Outputs())
            {
                if (Compare(Path.Combine(folder, name), file) is { } difference)
                    findings.Add(new(Severity.Error, name, null, difference, "Run the transform again; something else wrote here."));
            }
        }
        catch (MeasurementException error)
        {
            findings.Add(new(Severity.Error, Manifest.FileName, null, error.Problem ?? error.Message, error.Remedy ?? "Delete it."));
        }
        return findings;
    }

    private static string? Compare(string path, ManifestFile expected)
    {
        if (!File.Exists(path))
            return "the manifest names the file, but it is gone.";
        return MeasurementFiles.Open(path, stream =>
            stream.Length == expected.Size && Convert.ToHexStringLower(SHA256.HashData(stream)) == expected.Sha256
                ? null
                : "the file is not the one that the manifest describes.");
    }
}
