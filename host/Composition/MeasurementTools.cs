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
    public TransformResult Unify(UnifyOptions options, CancellationToken cancellationToken) => Run(options.QuantizeConfig, Native.Unify.RunAsync(
        new Native.UnifyOptions
        {
            Measurements = options.Source,
            Output = options.Output,
            Ranks = options.Ranks,
            ExpertParallel = options.ExpertParallel,
            SkipScales = options.SkipScales,
        },
        null,
        cancellationToken));

    /// <inheritdoc/>
    public TransformResult Postprocess(PostprocessOptions options, CancellationToken cancellationToken) => Run(options.QuantizeConfig, Native.Postprocess.RunAsync(
        new Native.PostprocessOptions { Measurements = options.Source, Output = options.Output, DeepSeek = options.DeepSeek ? true : null }, null, cancellationToken));

    /// <inheritdoc/>
    public TransformResult Expand(ExpandOptions options, CancellationToken cancellationToken) => Run(options.QuantizeConfig, Native.Expand.RunAsync(
        new Native.ExpandOptions { Measurements = options.Source, Output = options.Output, TargetWorldSize = options.Ranks }, null, cancellationToken));

    /// <inheritdoc/>
    public string DeviceOf(string quantizeConfig) => Guarded(() =>
    {
        var folder = Path.GetDirectoryName(QuantizeConfig.Read(quantizeConfig).DumpStatsPath) ?? "";
        var device = Manifest.Read(folder).Device ?? DeviceType.OfFolder(folder)
            ?? throw new InputException($"Nothing records the device type of {folder}: neither a manifest nor the folder's name. Name the folder after it (g2, g3).");
        return device == DeviceType.Gaudi2 ? "gaudi2" : "gaudi3";
    });

    private static TransformResult Run(string? config, Task<Native.TransformResult> transform) => Guarded(() =>
    {
        var result = transform.GetAwaiter().GetResult();
        string? own = null;
        if (config is not null)
        {
            own = OutputLayout.QuantizeConfigOf(result.Folder);
            QuantizeConfig.Read(config).For(result.Folder).Write(own);
        }

        return new TransformResult(result.Folder, result.Files, own, result.Warnings);
    });

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
