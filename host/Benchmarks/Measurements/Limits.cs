using System.Text.Json;

namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>The least that transforms could do, measured on the same files with the same number of processors.</summary>
internal static class Limits
{
    private const int Block = 1024 * 1024;

    /// <summary>Reads all JSON of a folder and splits it into tokens, mod lists left out.</summary>
    public static void Tokenise(string folder) => Parallel.ForEach(Json(folder), file =>
    {
        var reader = new Utf8JsonReader(File.ReadAllBytes(file));
        while (reader.Read())
        {
        }
    });

    /// <summary>The bytes that <see cref="Tokenise"/> reads.</summary>
    public static long BytesOf(string folder) => Json(folder).Sum(file => new FileInfo(file).Length);

    /// <summary>Writes files of the given sizes and flushes them to the disk, as results are.</summary>
    public static void Write(string folder, IReadOnlyList<long> sizes)
    {
        Directory.CreateDirectory(folder);
        var block = new byte[Block];
        block.AsSpan().Fill((byte)' ');
        Parallel.For(0, sizes.Count, i =>
        {
            using var stream = new FileStream(Path.Combine(folder, $"{i}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (var left = sizes[i]; left > 0; left -= Block)
                stream.Write(block, 0, (int)Math.Min(left, Block));
            stream.Flush(flushToDisk: true);
        });
    }

    private static IEnumerable<string> Json(string folder) =>
        Directory.EnumerateFiles(folder, "*.json").Where(file => !file.EndsWith("_mod_list.json", StringComparison.Ordinal));
}
