using System.Text;
using CsCheck;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Json;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class ReaderTests
{
    private static MeasurementFile Read(string nodes, string before = "") =>
        Parse($$"""{"GlobalRank": null, "LocalRank": 0, "Mode": "DynamicRange"{{before}}, "Nodes": {{nodes}}}""");

    private static MeasurementFile Parse(string json) => MeasurementJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "f.json");

    [Theory]
    [InlineData("""{"a": {"inputs": [[[1]]]}, "a": {"inputs": []}}""", "occurs twice")]
    [InlineData("""{"a": {"inputs": [], "inputs": []}}""", "'inputs' occurs twice")]
    [InlineData("""{"a": {"outputs": []}}""", "no 'inputs'")]
    [InlineData("""{"a": {"inputs": null}}""", "a list as 'inputs'")]
    [InlineData("""{"a": {"inputs": [[[1], [2, 3]]]}}""", "different lengths")]
    [InlineData("""{"a": {"inputs": [[[], 1]]}}""", "different lengths")]
    [InlineData("""{"a": {"inputs": [[1, [2]]]}}""", "different lengths")]
    [InlineData("""{"a": {"inputs": [[[null]]]}}""", "no number")]
    [InlineData("""{"a": {"inputs": [[[01]]]}}""", "no number")]
    [InlineData("""{"a": {"inputs": [[[1.]]]}}""", "no number")]
    [InlineData("""{"a": {"inputs": [[[1],]]}}""", "expected a number")]
    [InlineData("""{"a": {"inputs": [[[[[[[[[[1]]]]]]]]]]}}""", "nested deeper")]
    [InlineData("""{"a": {"inputs": [[[1]]""", "expected ','")]
    public void Damage_is_named_with_node_and_place(string nodes, string problem)
    {
        var error = Should.Throw<MeasurementException>(() => Read(nodes));
        error.Message.ShouldContain(problem);
        error.Message.ShouldContain("line 1, column");
        error.Node.ShouldBe("a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Nodes": {}}""")]
    [InlineData("""{"Mode": "Scale"}""")]
    [InlineData("""{"Mode": "Scale", "LocalRank": 0.5, "Nodes": {}}""")]
    [InlineData("""{"Mode": "Scale", "Nodes": {}} x""")]
    [InlineData("{\"Mode\": \"Scale\", \"Nodes\": {}}\0\0\0")]
    [InlineData("{\"Mode\": \"Sca\nle\", \"Nodes\": {}}")]
    public void Other_json_is_no_measurement(string json) => Should.Throw<MeasurementException>(() => Parse(json));

    [Fact]
    public void Numbers_keep_their_kind_and_size()
    {
        var inputs = Read("""{"a": {"inputs": [1, 1.0, -0, -0.0, 123456789012345678901234567890, 1e400, -Infinity, NaN]}}""").Nodes[0].Inputs;
        inputs.Select(input => input[0].ToString()).ShouldBe(["1", "1.0", "0", "-0.0", "123456789012345678901234567890", "Infinity", "-Infinity", "NaN"]);
    }

    [Fact]
    public void A_string_or_number_across_buffer_ends_is_read_whole()
    {
        var name = new string('n', 700_000) + "\\u00e9\\n" + new string('m', 300_000);
        var padding = new string(' ', 262_100);
        var file = Read("""{"NAME": {"inputs": [PADDING[[123456.789]]]}, "b": {"inputs": [], "outputs": null, "extra": [true, false, null]}}"""
            .Replace("NAME", name, StringComparison.Ordinal).Replace("PADDING", padding, StringComparison.Ordinal));
        file.Nodes[0].Name.Length.ShouldBe(1_000_002);
        file.Nodes[0].Inputs[0][0].ToDouble().ShouldBe(123456.789);
        file.Nodes[1].Keys.ShouldBe(["inputs", "outputs", "extra"]);
    }

    [Fact]
    public void Mutated_files_give_an_error_or_a_file_never_anything_else()
    {
        var json = File.ReadAllBytes(Path.Combine(Golden.In("dense-4to1"), "inc_output_hooks_maxabs_0_4.json"));
        var npz = File.ReadAllBytes(Path.Combine(Golden.In("dense-4to1"), "inc_output_hooks_maxabs_0_4.npz"));
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
        {
            Survives(Mutate(json, at, value, cut), stream => MeasurementJson.Read(stream, "m.json"));
            Survives(Mutate(npz, at % npz.Length, value, cut), stream => Activities.Measurements.Npz.MeasurementNpz.Read(stream, "m.npz"));
        }, iter: 1000, threads: 1);
    }

    [Fact]
    public void Mutated_pickles_give_an_error_or_an_object_never_anything_else()
    {
        using var stream = File.OpenRead(Path.Combine(Golden.In("dense-4to1"), "inc_output_hooks_maxabs_0_4.npz"));
        var pickle = Activities.Measurements.Npz.NpzContainer.PickleOf(Activities.Measurements.Npz.NpzContainer.Read(stream)).ToArray();
        Gen.Select(Gen.Int[0, pickle.Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
        {
            try
            {
                new Activities.Measurements.Npz.PickleReader(Mutate(pickle, at, value, cut)).Read();
            }
            catch (InvalidDataException)
            {
            }
        }, iter: 5000, threads: 1);
    }

    private static void Survives(byte[] bytes, Action<Stream> read)
    {
        try
        {
            read(new MemoryStream(bytes));
        }
        catch (MeasurementException)
        {
        }
    }

    private static byte[] Mutate(byte[] bytes, int at, byte value, bool cut)
    {
        var mutated = bytes.ToArray();
        mutated[at] = value;
        return cut ? mutated[..at] : mutated;
    }
}
