using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Activities.Measurements.Provenance;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Runs;
using Native = Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Host.Composition;

/// <summary>The native transforms for the command line.</summary>
internal sealed class MeasurementTools : IMeasurementTools
{
    /// <inheritdoc/>
    public TransformResult Unify(UnifyOptions options, CancellationToken cancellationToken) => Run(options.QuantizeConfig, () => Native.Unify.RunAsync(
        new Native.UnifyOptions
        {
            Measurements = options.Source,
            Output = options.Output,
            Ranks = options.Ranks,
            ExpertParallel = options.ExpertParallel,
            SkipScales = options.SkipScales,
            ModelExperts = options.ModelExperts,
            Base = options.Set.Base,
            WorldSize = options.Set.WorldSize,
        },
        null,
        cancellationToken));

    /// <inheritdoc/>
    public TransformResult Postprocess(PostprocessOptions options, CancellationToken cancellationToken) => Run(options.QuantizeConfig, () => Native.Postprocess.RunAsync(
        new Native.PostprocessOptions
        {
            Measurements = options.Source,
            Output = options.Output,
            DeepSeek = options.DeepSeek ? true : null,
            Base = options.Set.Base,
            WorldSize = options.Set.WorldSize,
        },
        null,
        cancellationToken));

    /// <inheritdoc/>
    public TransformResult Expand(ExpandOptions options, CancellationToken cancellationToken) => Run(options.QuantizeConfig, () => Native.Expand.RunAsync(
        new Native.ExpandOptions { Measurements = options.Source, Output = options.Output, TargetWorldSize = options.Ranks, Base = options.Set.Base }, null, cancellationToken));

    /// <inheritdoc/>
    public string DeviceOf(string quantizeConfig) => Guarded(() =>
    {
        var folder = Path.GetDirectoryName(QuantizeConfig.Read(quantizeConfig).DumpStatsPath) ?? "";
        var device = Manifest.Read(folder).Device ?? DeviceType.OfFolder(folder)
            ?? throw new InputException($"Nothing records the device type of {folder}: neither a manifest nor the folder's name. Name the folder after it (g2, g3).");
        return device == DeviceType.Gaudi2 ? "gaudi2" : "gaudi3";
    });

    private static TransformResult Run(string? config, Func<Task<Native.TransformResult>> transform) => Guarded(() =>
    {
        // Before anything is written: a config that cannot be read is refused like any other input.
        var source = config is null ? null : QuantizeConfig.Read(config);
        var result = transform().GetAwaiter().GetResult();
        if (source is null)
            return new TransformResult(result.Folder, result.Files, null, result.Warnings);
        var own = OutputLayout.QuantizeConfigOf(result.Folder);
        source.For(result.Folder, BaseOf(source, result.Files)).Write(own);
        return new TransformResult(result.Folder, result.Files, own, result.Warnings);
    });

    // That of the config where the result has it, for several sets may have been processed at once.
    private static string BaseOf(QuantizeConfig source, IReadOnlyList<string> files)
    {
        var bases = files.Select(MeasurementName.Parse).OfType<MeasurementName>().Select(name => name.Base).Distinct().ToList();
        var own = Path.GetFileName(source.DumpStatsPath);
        return own is not null && bases.Contains(own) ? own : bases[0];
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (MeasurementException e)
        {
            throw new InputException(e.Message);
        }
    }
}
