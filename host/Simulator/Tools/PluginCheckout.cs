using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>What a clone of the plugin holds, as far as the procedure touches it.</summary>
internal static class PluginCheckout
{
    private static readonly string[] Steps =
    [
        "step-0-detect-device.py", "step-1-prepare-calibration-dataset.py", "step-2-measure-scales.py",
        "step-3-postprocess-measure.py", "step-4-quantize-scales.py", "step-5-unify_measurements.py",
        "step-6-expand-measurements.py",
    ];

    /// <summary>Writes the files below <paramref name="root"/>.</summary>
    public static void Write(string root)
    {
        string calibration = Path.Combine(root, "calibration");
        SharedFiles.CreateDirectory(calibration);
        SharedFiles.CreateDirectory(Path.Combine(calibration, "template"));
        SharedFiles.Write(Path.Combine(calibration, "template", "mistral_mixtral.jinja"), "{# simulated #}\n");
        SharedFiles.Write(Path.Combine(calibration, "requirements.txt"), "datasets\ntransformers\nnumpy\n");
        foreach (string step in Steps)
        {
            SharedFiles.Write(Path.Combine(calibration, step), "# Simulated: the python3 of a simulated node plays this script.\n", executable: true);
        }
        // The folder is shared by all nodes, so the script asks PATH which node it runs on.
        SharedFiles.Write(
            Path.Combine(calibration, "calibrate_model.sh"),
            "#!/bin/sh\ncd \"$(dirname \"$0\")\" && exec calibrate_model.sh \"$@\"\n",
            executable: true);
    }
}
