namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Where the quantization config of a transformed result lies: beside the result's folder, since the official scripts
/// count every <c>.json</c> inside it as a measurement.
/// </summary>
internal static class ResultConfig
{
    /// <summary><c>…/g3-unified-tp1</c> → <c>…/maxabs_quant_g3-unified-tp1.json</c>.</summary>
    public static string PathOf(string resultFolder)
    {
        var at = resultFolder.LastIndexOf('/');
        return $"{resultFolder[..at]}/maxabs_quant_{resultFolder[(at + 1)..]}.json";
    }
}
