using System.IO.Compression;
using System.Text;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;
using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>Small files made to cost much: each is refused for what it is.</summary>
public sealed class BombTests
{
    private const string Start = """{"LocalRank": 0, "Mode": "DynamicRange", "Nodes": {"a": {"inputs": """;

    private static string Refusal(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Should.Throw<MeasurementException>(read).Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(300_000_000);
        return message;
    }

    private static string OfJson(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Refusal(() => MeasurementJson.Read(new MemoryStream(bytes), "f.json"));
    }

    private static string OfPickle(params IEnumerable<byte>[] pieces)
    {
        var archive = Archives.Of([.. Archives.Header, .. pieces.SelectMany(piece => piece)]);
        return Refusal(() => MeasurementNpz.Read(archive, "f.npz"));
    }

    private static byte[] Name(string module, string name) => [(byte)'c', .. Encoding.ASCII.GetBytes($"{module}\n{name}\n")];

    private static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static IEnumerable<byte> Times(int count, params byte[] piece) => Enumerable.Repeat(piece, count).SelectMany(one => one);

    [Fact]
    public void An_integer_of_millions_of_digits() => OfJson(Start + $"[[[{new string('9', 20_000_000)}]]]}}}}}}").ShouldContain("is no number");

    [Theory]
    [InlineData("[")]
    [InlineData("{\"x\":")]
    public void Deep_nesting(string open)
    {
        OfJson(Start + string.Concat(Enumerable.Repeat(open, 100_000))).ShouldContain("f.json");
        OfJson("{\"x\": " + string.Concat(Enumerable.Repeat(open, 100_000))).ShouldContain("nested deeper");
    }

    [Fact]
    public void An_endless_string() => OfJson("{\"" + new string('x', 70_000_000)).ShouldContain("longer than 64 MiB");

    [Fact]
    public void Very_many_keys_and_parameters()
    {
        OfJson(Start + "[]," + string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"\"k{i}\": 0"))).ShouldContain("unknown keys");
        OfJson(Start + "[], \"params\": {" + string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"\"p{i}\": 0"))).ShouldContain("parameters");
    }

    [Fact]
    public void A_zip_that_unpacks_to_gigabytes()
    {
        var archive = Archives.Of(new byte[300_000_000], CompressionLevel.Optimal);
        archive.Length.ShouldBeLessThan(1_000_000);
        Refusal(() => MeasurementNpz.Read(archive, "f.npz")).ShouldContain("is no measurement");
    }

    [Fact]
    public void Claimed_lengths_beyond_the_file()
    {
        foreach (var opcode in (byte[])[(byte)'X', (byte)'B', 0x8D, 0x8E, (byte)'T'])
            OfPickle([0x80, 3, opcode, .. Times(8, 0xFF)]).ShouldContain("the NPZ is not usable");
    }

    [Fact]
    public void One_list_named_by_every_node()
    {
        // Nodes whose inputs are all the same list of 20,000 numbers: 800 million numbers in 300 kB.
        var list = new List<byte> { (byte)']', (byte)'q', 0, (byte)'(' };
        list.AddRange(Times(20_000, (byte)'K', 1));
        list.Add((byte)'e');
        var nodes = Enumerable.Range(0, 40_000).SelectMany(i => (byte[])[.. Text($"{i}"), (byte)'}', .. Text("inputs"), (byte)'h', 0, (byte)'s']);
        OfPickle([0x80, 3], list, [(byte)'0'], [(byte)'}', .. Text("Nodes"), (byte)'}', (byte)'('], nodes, [(byte)'u', (byte)'s', (byte)'.']).ShouldContain("the NPZ is not usable");
        OfPickle([0x80, 3, (byte)'}', .. Text("x")], list, [(byte)'s', .. Text("Nodes"), (byte)'}', (byte)'('], nodes, [(byte)'u', (byte)'s', (byte)'.']).ShouldContain("again and again");
    }

    [Fact]
    public void One_text_encoded_again_and_again() =>
        OfPickle([0x80, 3, (byte)'(', .. Name("_codecs", "encode"), (byte)'q', 0, (byte)'(', .. Text(new string('x', 100_000)), .. Text("latin1"), (byte)'t', (byte)'q', 1, (byte)'R'], Times(50_000, (byte)'h', 0, (byte)'h', 1, (byte)'R'), [(byte)'t', (byte)'.'])
            .ShouldContain("makes more bytes than it holds");

    [Fact]
    public void A_list_that_holds_itself() =>
        OfPickle([0x80, 3, (byte)'}', .. Text("Nodes"), (byte)'}', .. Text("a"), (byte)'}', .. Text("inputs"), (byte)']', (byte)'q', 0, (byte)'h', 0, (byte)'a', (byte)'s', (byte)'s', (byte)'s', (byte)'.'])
            .ShouldContain("no numeric array");

    [Fact]
    public void A_dtype_without_a_name() =>
        OfPickle([0x80, 3, (byte)'}', .. Text("Nodes"), (byte)'}', .. Text("a"), (byte)'}', .. Text("inputs"), (byte)']', .. Name("numpy.core.multiarray", "scalar"), .. Name("numpy", "dtype"), .. Text(""), 0x85, (byte)'R', (byte)'C', 0, 0x86, (byte)'R', (byte)'a', (byte)'s', (byte)'s', (byte)'s', (byte)'.'])
            .ShouldContain("arrays of type");

    [Theory]
    [InlineData("""{"version": 1, "entries": null}""")]
    [InlineData("""{"version": 1, "entries": [null]}""")]
    [InlineData("""{"version": 1, "entries": [{"operation": "unify"}]}""")]
    [InlineData("""{"version": 1, "entries": [{"operation": "unify", "arguments": {}, "toolVersion": "1", "sources": [], "outputs": [{"path": "../../etc/passwd", "size": 0, "sha256": ""}]}]}""")]
    [InlineData("""{"version": 2, "entries": []}""")]
    [InlineData("""[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[""")]
    [InlineData("")]
    public void A_manifest_that_is_none(string text)
    {
        using var temp = new TemporaryFolder();
        File.WriteAllText(temp.Sub(Manifest.FileName), text);
        Refusal(() => Manifest.Read(temp.Path)).ShouldContain("this is no manifest");
    }
}
