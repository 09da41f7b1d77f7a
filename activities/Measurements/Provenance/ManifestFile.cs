namespace Pipeline.Activities.Measurements.Provenance;

/// <summary>A file that an operation read or wrote.</summary>
/// <param name="Path">Absolute path of a source; name within the folder for an output.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
public sealed record ManifestFile(string Path, long Size, string Sha256);
