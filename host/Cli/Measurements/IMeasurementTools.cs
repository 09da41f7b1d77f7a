namespace Pipeline.Host.Cli.Measurements;

/// <summary>
/// The native transforms of measurement files, as commands call them. Every method throws
/// <see cref="Runs.InputException"/> when the files or options cannot work, and then has written nothing.
/// </summary>
public interface IMeasurementTools
{
    /// <summary>Step 5: unifies many ranks to fewer.</summary>
    TransformResult Unify(UnifyOptions options, CancellationToken cancellationToken);

    /// <summary>Step 3: makes the attention matmuls use the caches' ranges.</summary>
    TransformResult Postprocess(PostprocessOptions options, CancellationToken cancellationToken);

    /// <summary>Step 6: spreads one rank over many.</summary>
    TransformResult Expand(ExpandOptions options, CancellationToken cancellationToken);

    /// <summary>The device type (<c>gaudi2</c>, <c>gaudi3</c>) that a quantization config's measurements were made on.</summary>
    string DeviceOf(string quantizeConfig);
}
