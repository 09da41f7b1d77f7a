using System.Globalization;
using System.IO.Compression;
using System.Text;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;
using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>
/// Every reader answers damaged files with a file or one clear error, soon and without much memory. FUZZ_CASES sets the
/// number of cases for longer runs, FUZZ_SEED the first of the seeds; a failure names the seed of its case.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private static readonly int Cases = Setting("FUZZ_CASES", 600);
    private static readonly int Seed = Setting("FUZZ_SEED", 1);

    // Machines are busy; this tells an endless loop, not slowness.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Math.Max(2, Cases / 1000));

    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Json() => Fuzz(Corpus("*_0_?.json"), bytes =>
    {
        var file = MeasurementJson.Read(new MemoryStream(bytes), "f");
        // What was accepted is written and read to the same.
        var text = Written(file);
        Written(MeasurementJson.Read(new MemoryStream(text), "f")).ShouldBe(text);
    });

    [Fact]
    public void Npz() => Fuzz(Corpus("*_0_?.npz"), bytes => MeasurementNpz.Read(new MemoryStream(bytes), "f"));

    [Fact]
    public void Pickles_within_a_whole_archive() =>
        Fuzz([.. Corpus("*_0_?.npz").Select(npz => NpzContainer.PickleOf(NpzContainer.Read(new MemoryStream(npz))).ToArray())], bytes => MeasurementNpz.Read(Archive(bytes), "f"));

    [Fact]
    public void Npy_headers_within_a_whole_archive() =>
        Fuzz([.. Corpus("*_0_?.npz").Select(npz => NpzContainer.Read(new MemoryStream(npz))[..300])], bytes => MeasurementNpz.Read(Archive(bytes, header: false), "f"));

    [Fact]
    public void Mod_lists() => Fuzz(Corpus("*_mod_list.json"), bytes => ModList.Read(new MemoryStream(bytes), "f"));

    [Fact]
    public void Manifests()
    {
        var file = new ManifestFile("inc_output_hooks_maxabs_0_1.json", 3, "ab");
        var entry = new ManifestEntry("unify", new Dictionary<string, string> { ["ranks"] = "1" }, "1", "g2", 2, 1, [file with { Path = "/in/a" }], [file]);
        var stream = new MemoryStream();
        Manifest.Empty.With(entry).Write(stream);
        Fuzz([stream.ToArray()], bytes =>
        {
            File.WriteAllBytes(temp.Sub(Manifest.FileName), bytes);
            var manifest = Manifest.Read(temp.Path);
            manifest.With(entry).Outputs().Keys.ShouldAllBe(name => Path.GetFileName(name) == name);
        });
    }

    [Fact]
    public void Quantize_configurations()
    {
        var path = temp.Sub("maxabs_quant_g2.json");
        CalibrationConfigs.For("deepseek", "/out/g2/inc_output").Quantize.Write(path);
        Fuzz([File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            QuantizeConfig.Read(path).For(temp.Path).Write(temp.Sub("copy.json"));
            DeviceType.OfFolder(QuantizeConfig.Read(path).DumpStatsPath is { Length: > 0 } stats ? stats : "/");
        });
    }

    private static void Fuzz(IReadOnlyList<byte[]> corpus, Action<byte[]> read)
    {
        corpus.ShouldNotBeEmpty();
        var seed = Seed;
        var work = Task.Run(() =>
        {
            for (; seed < Seed + Cases; seed++)
            {
                var bytes = new Mutations(new Random(seed), corpus).Next();
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    read(bytes);
                }
                catch (MeasurementException error)
                {
                    error.Message.Length.ShouldBeInRange(10, 2000, $"FUZZ_SEED={seed}");
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException($"FUZZ_SEED={seed}: {Convert.ToBase64String(bytes)}", error);
                }
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16_000_000 + 200L * bytes.Length, $"FUZZ_SEED={seed}");
            }
        });
        try
        {
            work.Wait(Patience).ShouldBeTrue($"FUZZ_SEED={seed} does not end");
        }
        catch (AggregateException error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerException!);
        }
    }

    private static List<byte[]> Corpus(string pattern) =>
        [.. ((string[])["dense-4to2", "numbers-2to1", "ep-many-2to1", "ep-scales-4to2", "post-plain"]).SelectMany(name => Directory.EnumerateFiles(Path.Combine(Golden.Root, name), pattern, SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static byte[] Written(MeasurementFile file)
    {
        var stream = new MemoryStream();
        MeasurementJson.Write(stream, file);
        return stream.ToArray();
    }

    private static MemoryStream Archive(byte[] pickle, bool header = true) => Archives.Of([.. header ? Archives.Header : [], .. pickle], CompressionLevel.Fastest);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
