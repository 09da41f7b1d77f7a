namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>
/// What the official Python script took for the same input: 2 virtual cores (AMD EPYC), Python 3.11, numpy 1.24, scripts of
/// August 2026. Processor seconds are what to compare with, for machines and their load differ.
/// </summary>
/// <param name="CpuSeconds">Median of its processor seconds, user and system.</param>
/// <param name="Seconds">Its shortest time.</param>
internal sealed record OfficialFigure(double CpuSeconds, double Seconds)
{
    /// <summary>Unify Llama 405B from 16 ranks to 8, without scales.</summary>
    public static OfficialFigure UnifyDense { get; } = new(0.62, 0.64);

    /// <summary>Postprocess Llama 405B, 16 files.</summary>
    public static OfficialFigure PostprocessDense { get; } = new(0.85, 1.25);

    /// <summary>Unify DeepSeek-R1 from 8 ranks to 1 with <c>-u -s</c>.</summary>
    public static OfficialFigure UnifyExperts { get; } = new(1.94, 2.49);

    /// <summary>Postprocess DeepSeek-R1 unified to 1.</summary>
    public static OfficialFigure PostprocessExperts { get; } = new(1.66, 1.82);

    /// <summary>Expand DeepSeek-R1 to 16 ranks.</summary>
    public static OfficialFigure ExpandTo16 { get; } = new(23.9, 23.4);

    /// <summary>Expand DeepSeek-R1 to 32 ranks.</summary>
    public static OfficialFigure ExpandTo32 { get; } = new(44.9, 55.2);
}
