using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>Where calibrate_model.sh and the transforms put their results. Paths are the nodes', with <c>/</c> and no trailing one.</summary>
/// <param name="Output">The output folder, <c>-o</c>.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Device">The device type that was measured on.</param>
public sealed record OutputLayout(string Output, ModelName Model, DeviceType Device)
{
    /// <summary><c>&lt;out&gt;/&lt;model&gt;</c>: configs and result folders.</summary>
    public string ModelFolder => $"{Output.TrimEnd('/')}/{Model}";

    /// <summary>The original measurements, <c>…/g2</c>.</summary>
    public string Measurements => $"{ModelFolder}/{Device.ShortName}";

    /// <summary>The config for measuring, <c>…/maxabs_measure_g2.json</c>.</summary>
    public string MeasureConfig => $"{ModelFolder}/maxabs_measure_{Device.ShortName}.json";

    /// <summary>The config for quantizing and serving from the original measurements, <c>…/maxabs_quant_g2.json</c>.</summary>
    public string QuantizeConfig => QuantizeConfigOf(Measurements);

    /// <summary>Where a calibration on this device type puts its results.</summary>
    public static OutputLayout Of(CalibrationRequest request, DeviceType device) => new(request.Output, ModelName.AsFiled(request.Model), device);

    /// <summary>The folder of a copy unified to so many ranks, <c>…-unified-tp1</c>.</summary>
    public static string Unified(string folder, int ranks) => $"{folder.TrimEnd('/')}-unified-tp{ranks}";

    /// <summary>The folder of a postprocessed copy, <c>…-post</c>.</summary>
    public static string Postprocessed(string folder) => $"{folder.TrimEnd('/')}-post";

    /// <summary>The folder of a copy expanded to so many ranks, <c>…-expand-ep16</c>.</summary>
    public static string Expanded(string folder, int ranks) => $"{folder.TrimEnd('/')}-expand-ep{ranks}";

    /// <summary>
    /// The quantize config of a result folder. It lies beside the folder, because the official scripts take every
    /// <c>*.json</c> inside for a measurement; of <c>…/g2</c> it is the one that calibrate_model.sh writes.
    /// </summary>
    public static string QuantizeConfigOf(string folder)
    {
        folder = folder.TrimEnd('/');
        var name = folder.LastIndexOf('/') + 1;
        return $"{folder[..name]}maxabs_quant_{folder[name..]}.json";
    }
}
