namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>What one transform took; of repetitions the fastest.</summary>
/// <param name="Name">The transform and its input.</param>
/// <param name="InputBytes">JSON that it reads, without mod lists.</param>
/// <param name="OutputBytes">All that it wrote.</param>
/// <param name="Process">In a process of its own, start-up included.</param>
/// <param name="InProcess">In a process that is warm.</param>
/// <param name="PeakMebibytes">Most memory that its process had resident at once.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Limit">What that took.</param>
/// <param name="Official">The official script's figure; null when it was never measured for this input.</param>
internal sealed record TransformFigures(
    string Name, long InputBytes, long OutputBytes, Usage Process, Usage InProcess, double PeakMebibytes, Bound Bound, Usage Limit, OfficialFigure? Official)
{
    /// <summary>Time in process as a multiple of its limit.</summary>
    public double TimesLimit => InProcess.Seconds / Limit.Seconds;

    /// <summary>The same by processor time.</summary>
    public double TimesLimitCpu => InProcess.CpuSeconds / Limit.CpuSeconds;

    /// <summary>Input in MB a second, in process.</summary>
    public double MegabytesPerSecond => InputBytes / 1e6 / InProcess.Seconds;

    /// <summary>How many times less processor time than the official script the whole process takes.</summary>
    public double? FewerCpuSeconds => Official?.CpuSeconds / Process.CpuSeconds;

    /// <summary>How many times faster than the official script's process its process is.</summary>
    public double? Faster => Official?.Seconds / Process.Seconds;

    /// <summary>How many times faster than the official script's process it is in process, by the script's processor time.</summary>
    public double? FasterInProcess => Official?.CpuSeconds / InProcess.Seconds;
}

/// <summary>What the benchmark of the transforms gave.</summary>
/// <param name="Transforms">One a transform.</param>
/// <param name="Numpy">Python's start with numpy, which a dense unification is compared with; null when it is not here.</param>
internal sealed record MeasurementFigures(IReadOnlyList<TransformFigures> Transforms, Usage? Numpy);
