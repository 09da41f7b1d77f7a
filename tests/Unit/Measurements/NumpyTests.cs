using CsCheck;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class NumpyTests : IDisposable
{
    // Prints what INC's loader sees, in the form of the golden npz-decoded.json.
    private const string Decode = """
        import json, sys, numpy as np
        def plain(v):
            if isinstance(v, dict): return {k: plain(x) for k, x in v.items()}
            if isinstance(v, (list, tuple)): return [plain(x) for x in v]
            if isinstance(v, np.ndarray): return {"dtype": v.dtype.str, "shape": list(v.shape), "hex": v.tobytes().hex()}
            return v
        for path in sys.argv[1:]:
            print(json.dumps(plain(np.load(path, allow_pickle=True)["arr_0"].item()), separators=(",", ":")))
        """;

    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("numbers-2to1", 1, false)]
    [InlineData("scales-4to2", 2, false)]
    [InlineData("ep-4to1", 1, true)]
    public async Task Numpy_loads_unified_files_equal_to_the_official_ones(string name, int ranks, bool expertParallel)
    {
        await Unify.RunAsync(new() { Measurements = Golden.In(name), Output = temp.Sub("out"), Ranks = ranks, ExpertParallel = expertParallel });

        var official = Directory.GetFiles(Golden.Out(name), "*.npz");
        var ours = official.Select(path => Path.Combine(temp.Sub("out"), Path.GetFileName(path))).ToArray();
        (await Python.RunAsync(Decode, "", ours)).ShouldBe(await Python.RunAsync(Decode, "", official));
    }

    [Fact]
    public async Task Numpy_loads_what_the_writer_makes_as_INC()
    {
        var nodes = new[]
        {
            new MeasurementNode("dense", [Tensor.Cell(0.10009765625)], [Tensor.Rows(1, 2, 3)], [Parameter.Weight(Tensor.Scalar(4))]),
            new MeasurementNode("empty \u00e9", []),
        };
        Directory.CreateDirectory(temp.Sub("inc"));
        MeasurementFiles.WriteAsInc(temp.Sub("inc"), MeasurementName.Measurement(3, 8), MeasurementFile.Create(3, nodes, numSamples: 300));

        (await Python.RunAsync(Decode, "", Path.Combine(temp.Sub("inc"), "inc_output_hooks_maxabs_3_8.npz"))).Trim().ShouldBe(
            """{"NumSamples":300,"GlobalRank":null,"LocalRank":3,"Mode":"DynamicRange","Nodes":{"dense":{"inputs":[{"dtype":"<f4","shape":[1,1],"hex":"0000cd3d"}],"outputs":[{"dtype":"<f4","shape":[3,1],"hex":"0000803f0000004000004040"}],"params":{"weight":{"dtype":"<f4","shape":[],"hex":"00008040"}}},"empty \u00e9":{"inputs":[]}}}""");
    }

    [Fact]
    public async Task Numpy_loads_thousands_of_nodes_and_large_arrays()
    {
        var nodes = Enumerable.Range(0, 3000).Select(i => Samples.Dense($"layer.{i}", i + 0.5)).Append(new("wide", [Tensor.Rows([.. Enumerable.Range(0, 70000).Select(i => new Number((double)i))])])).ToList();
        var path = temp.Sub("large.npz");
        AtomicFile.Write(path, stream => MeasurementNpz.Write(stream, MeasurementFile.Create(0, nodes)));

        const string script = "import sys,numpy as np; d=np.load(sys.argv[1],allow_pickle=True)['arr_0'].item()['Nodes']; print(len(d), d['layer.2999']['inputs'][0][0,0], d['wide']['inputs'][0].shape, d['wide']['inputs'][0].sum())";
        (await Python.RunAsync(script, "", path)).Trim().ShouldBe("3001 2999.5 (70000, 1) 2449965000.0");
    }

    [Fact]
    public async Task Python_prints_every_double_as_we_do()
    {
        double[] edges = [0.0, -0.0, 1e-5, 1e-4, 0.00011, 1e15, 1e16, 123456789012345680, 9007199254740993, 1e22, 1e23, 5e-324, 2.2250738585072014e-308, double.MaxValue, -1.5e300, 0.1, 0.30000000000000004, 3.4e38, 9999999999999998, 99999999999999990, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var random = Gen.Long.Select(BitConverter.Int64BitsToDouble).Array[5000].Single();
        var powers = Enumerable.Range(-1074, 2098).Select(exponent => Math.ScaleB(1, exponent));
        double[] numbers = [.. edges, .. powers, .. powers.Select(power => -power), .. random.Where(double.IsFinite), .. Samples.Value.Array[2000].Single()];

        var bits = string.Join('\n', numbers.Select(number => BitConverter.DoubleToInt64Bits(number)));
        var python = await Python.RunAsync("import sys,json,struct\nfor l in sys.stdin: print(json.dumps(struct.unpack('<d', struct.pack('<q', int(l)))[0]))", bits);
        var ours = string.Join('\n', numbers.Select(number => PythonNumber.Format(new Number(number))));
        ours.ShouldBe(python.TrimEnd('\n'));
    }

    [Fact]
    public async Task Python_writes_strings_as_we_do()
    {
        const string text = "\"\\/\b\f\n\r\t\u0001\u007f~\u00e9\u20ac\ud83d\ude00 \ud800";
        var stream = new MemoryStream();
        ModList.Write(stream, [text, ""]);

        var python = await Python.RunAsync("import sys,json; print(json.dumps(json.load(sys.stdin), indent=4), end='')", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        System.Text.Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(python);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_pickle_protocol_of_numpy_is_read(int protocol)
    {
        const string script = """
            import sys, io, pickle, zipfile, numpy as np
            f8 = lambda v: np.array(v)
            d = {"NumSamples": 3, "GlobalRank": None, "LocalRank": -1, "Mode": "Scale", "Nodes": {"a": {"inputs": (f8([[1.5],[2.5]]), f8(7)), "outputs": f8([0.5]), "params": {"weight": np.float32(4)}}}}
            a = np.empty((), dtype=object); a[()] = d
            head = io.BytesIO(); np.lib.format.write_array_header_1_0(head, {"descr": "|O", "fortran_order": False, "shape": ()})
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z: z.writestr("arr_0.npy", head.getvalue() + pickle.dumps(a, protocol=int(sys.argv[2])))
            """;
        await Python.RunAsync(script, "", temp.Sub("p.npz"), protocol.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var node = MeasurementFiles.Read(temp.Sub("p.npz")).Nodes.ShouldHaveSingleItem();
        node.Inputs.Select(input => input.Shape.ToString()).ShouldBe(["(2, 1)", "()"]);
        node.Inputs[0][1].ToDouble().ShouldBe(2.5);
        node.Outputs.ShouldHaveSingleItem()[0].ToDouble().ShouldBe(0.5);
        node.Weight!.Value[0].ToDouble().ShouldBe(4);
    }

    [Fact]
    public async Task Arrays_of_every_number_and_order_are_read()
    {
        const string script = """
            import sys, json, numpy as np
            kinds = "<f2 <f4 <f8 >f2 >f4 >f8 i1 <i2 <i4 <i8 >i4 u1 <u2 <u4 <u8 >u8 O".split()
            nodes = {k: {"inputs": [np.arange(6).astype(k).reshape(2, 3), np.asfortranarray(np.arange(6).astype(k).reshape(2, 3)), np.array(5, dtype=k)]} for k in kinds}
            np.savez(sys.argv[1], np.array([{"Mode": "Scale", "Nodes": nodes}], dtype=object))
            """;
        await Python.RunAsync(script, "", temp.Sub("kinds.npz"));

        var nodes = MeasurementFiles.Read(temp.Sub("kinds.npz")).Nodes;
        nodes.Count.ShouldBe(17);
        foreach (var input in nodes.SelectMany(node => node.Inputs[..2]))
            Enumerable.Range(0, 6).Select(i => input[i].ToDouble()).ShouldBe([0, 1, 2, 3, 4, 5]);
        nodes.ShouldAllBe(node => node.Inputs[2][0].ToDouble() == 5);
    }

    [Theory]
    [InlineData("np.array(None)", "None where a number must be")]
    [InlineData("np.array([[1j]])", "'c16'")]
    [InlineData("np.array(['x'])", "'U1'")]
    public async Task Arrays_of_anything_else_are_refused(string array, string problem)
    {
        await Python.RunAsync($"import sys, numpy as np; np.savez(sys.argv[1], {{'Mode': 'Scale', 'Nodes': {{'a': {{'inputs': [{array}]}}}}}})", "", temp.Sub("odd.npz"));
        Should.Throw<MeasurementException>(() => MeasurementFiles.Read(temp.Sub("odd.npz"))).Message.ShouldContain(problem);
    }

    [Fact]
    public async Task A_pickle_that_would_run_code_is_refused()
    {
        const string script = """
            import sys, os, numpy as np
            class Evil:
                def __reduce__(self): return (os.system, ("true",))
            np.savez(sys.argv[1], np.array({"Nodes": Evil()}, dtype=object))
            """;
        await Python.RunAsync(script, "", temp.Sub("evil.npz"));

        Should.Throw<MeasurementException>(() => MeasurementFiles.Read(temp.Sub("evil.npz"))).Message.ShouldContain("posix.system");
    }
}
