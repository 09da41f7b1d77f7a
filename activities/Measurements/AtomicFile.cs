namespace Pipeline.Activities.Measurements;

/// <summary>
/// Writes single files so that a reader sees the old content or the new one, never a part: temporary name in the same
/// folder, flushed to the disk, renamed. The rename itself may be lost with the power, never half done.
/// </summary>
public static class AtomicFile
{
    /// <summary>Creates or replaces a file.</summary>
    /// <param name="path">Final path; the folder is created.</param>
    /// <param name="write">Writes the content to a seekable stream.</param>
    /// <exception cref="MeasurementException">The file cannot be written; what was there is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // No ".json" ending: the official scripts count every such file.
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementException($"cannot be written: {error.Message}", path, remedy: "Check free space and permissions.", inner: error);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}
