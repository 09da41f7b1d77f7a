using System.Collections.Immutable;
using Pipeline.Activities.Measurements;
using Pipeline.Host.Simulator.Devices;

namespace Pipeline.Host.Simulator.Models;

/// <summary>Makes what INC would have measured of a model on one rank, and the scales it would calculate from it.</summary>
internal sealed class MeasurementMaker(string model, ModelShape shape, int worldSize, bool expertParallel)
{
    /// <summary>The measurement of a rank.</summary>
    public MeasurementFile Measure(int rank, int samples) => MeasurementFile.Create(
        rank, [.. shape.Modules(rank, worldSize, expertParallel).Select(module => Measured(module, rank))], numSamples: samples);

    /// <summary>The scales of a rank, as powers that the hardware accelerates.</summary>
    public MeasurementFile Scale(int rank, DeviceProfile device) => MeasurementFile.Create(
        rank, [.. shape.Modules(rank, worldSize, expertParallel).Select(module => Scaled(module, rank, device))], MeasurementFile.ScaleMode);

    /// <summary>The names of the mod list of a rank.</summary>
    public IEnumerable<string> ModList(int rank) => shape.Patched(rank, worldSize, expertParallel);

    private MeasurementNode Measured(Module module, int rank)
    {
        Tensor Cell(string position) => Tensor.Cell(Value(module, position, rank));
        ImmutableArray<Parameter> weight = module.Kind is ModuleKind.Linear or ModuleKind.RowParallelLinear or ModuleKind.ExpertWeight
            ? [Parameter.Weight(Cell("weight"))]
            : default;
        return module.Kind switch
        {
            ModuleKind.Linear => new MeasurementNode(module.Name, [Cell("in0")], default, weight),
            ModuleKind.RowParallelLinear => new MeasurementNode(module.Name, [Cell("in0")], [Cell("out0"), Cell("out1")], weight),
            ModuleKind.ExpertWeight => new MeasurementNode(module.Name, [Tensor.Cell(0.0)], default, weight),
            ModuleKind.Matmul => new MeasurementNode(module.Name, [Cell("in0"), Cell("in1")]),
            ModuleKind.BlockMatmul => new MeasurementNode(module.Name, [Cell("in0"), Cell("in1")], [Cell("out0")]),
            ModuleKind.KvCache => new MeasurementNode(module.Name, [Cell("in0")]),
            ModuleKind.FusedAttention => new MeasurementNode(module.Name, [Cell("in0"), Cell("in1"), Cell("in2")], [Cell("out0"), Tensor.Cell(1.0)]),
            _ => new MeasurementNode(
                module.Name, [Cell("in0")], [Cell("out0"), .. Enumerable.Range(0, module.Experts).Select(e => Cell($"expert{module.Expert + e}"))]),
        };
    }

    private MeasurementNode Scaled(Module module, int rank, DeviceProfile device)
    {
        double input = Activation(device, Value(module, "in0", rank));
        double second = Activation(device, Value(module, "in1", rank));
        double weight = Power(device, Value(module, "weight", rank) / (FullScale(device) * 0.5));
        ImmutableArray<Parameter> parameters = [Parameter.Weight(Tensor.Scalar(weight))];
        static Tensor Scalar(double value) => Tensor.Scalar(value);
        return module.Kind switch
        {
            ModuleKind.Linear or ModuleKind.RowParallelLinear => new MeasurementNode(module.Name, [Scalar(input)], [Scalar(input * weight)], parameters),
            ModuleKind.ExpertWeight => new MeasurementNode(module.Name, [Scalar(Power(device, 0))], [Scalar(Power(device, 0) * weight)], parameters),
            ModuleKind.Matmul or ModuleKind.BlockMatmul => new MeasurementNode(module.Name, [Scalar(input), Scalar(second)], [Scalar(input * second)], []),
            ModuleKind.KvCache => new MeasurementNode(module.Name, [Scalar(input)], [Scalar(input)], []),
            ModuleKind.FusedAttention => new MeasurementNode(
                module.Name, [Scalar(input), Scalar(second), Scalar(Activation(device, Value(module, "in2", rank))), Scalar(Activation(device, 1))], [Scalar(1)], []),
            _ => new MeasurementNode(
                module.Name,
                [Scalar(input), .. Enumerable.Range(0, module.Experts).Select(e => Scalar(Activation(device, Value(module, $"expert{module.Expert + e}", rank))))],
                [Scalar(1)],
                []),
        };
    }

    /// <summary>
    /// Weights of an expert, and what only that expert sees, are the same wherever it runs; everything else differs by rank.
    /// </summary>
    private double Value(Module module, string position, int rank)
    {
        if (module.Kind == ModuleKind.ExpertWeight && position == "weight" && expertParallel)
            return MadeUpValues.Of(model, $"{module.Name[..module.Name.LastIndexOf('.')]}.{module.Expert}", position, 0);
        bool ofExpert = position.StartsWith("expert", StringComparison.Ordinal) && expertParallel;
        return MadeUpValues.Of(model, module.Name, position, ofExpert ? 0 : rank);
    }

    private static double FullScale(DeviceProfile device) => device == DeviceProfile.Gaudi2 ? 240 : 448;

    private static double Activation(DeviceProfile device, double maximum) => Power(device, maximum / (FullScale(device) * 0.25));

    /// <summary>The next scale up that the device accelerates: four powers of 16 on Gaudi 2, powers of 2 on Gaudi 3.</summary>
    private static double Power(DeviceProfile device, double scale)
    {
        if (device == DeviceProfile.Gaudi2)
            return scale <= 1 / 256d ? 1 / 256d : scale <= 1 / 16d ? 1 / 16d : scale <= 1 ? 1 : 16;
        return scale <= 0 ? double.ScaleB(1, -55) : double.ScaleB(1, Math.Clamp((int)Math.Ceiling(Math.Log2(scale)), -55, 7));
    }
}
