using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>git</c> as far as the installation needs it: cloning the two repositories, reading and checking out the tested commit.</summary>
internal static class Git
{
    private const string StableCommit = "3bf9e81a6d0c4f27b5e8139d7c60a2f41e95d8b7";

    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        switch ((string[])[.. context.Arguments])
        {
            case ["clone", var url, .. var rest]:
                await context.WaitAsync(0.2);
                return Clone(context, url, rest.FirstOrDefault() ?? Path.GetFileNameWithoutExtension(url));
            case ["show", var reference] when reference.EndsWith(":VLLM_STABLE_COMMIT", StringComparison.Ordinal):
                return context.Print(StableCommit);
            case ["show", var reference]:
                return context.Fail($"fatal: invalid object name '{reference.Split(':')[0]}'.", 128);
            case ["checkout", var commit]:
                context.Error.WriteLine($"Note: switching to '{commit}'.\nHEAD is now at {commit[..Math.Min(7, commit.Length)]} tested with the Gaudi plugin");
                return 0;
            case ["rev-parse", "HEAD"]:
                return context.Print(StableCommit);
            default:
                return await Passthrough.RunAsync(context);
        }
    }

    private static int Clone(ToolContext context, string url, string name)
    {
        string folder = context.Resolve(name);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return context.Fail($"fatal: destination path '{name}' already exists and is not an empty directory.", 128);
        context.Error.WriteLine($"Cloning into '{name}'...");
        Directory.CreateDirectory(folder);
        if (url.TrimEnd('/').EndsWith("vllm-gaudi", StringComparison.Ordinal)) MakePlugin(folder);
        else MakeVllm(folder);
        return 0;
    }

    private static void MakePlugin(string folder)
    {
        string calibration = Path.Combine(folder, "calibration");
        Directory.CreateDirectory(calibration);
        SharedFiles.Write(Path.Combine(folder, "setup.py"), "# vllm_gaudi\n");
        SharedFiles.Write(Path.Combine(calibration, "requirements.txt"), "datasets\ntransformers\nnumpy\nray\n");
        SharedFiles.Write(
            Path.Combine(calibration, "calibrate_model.sh"),
            "#!/bin/sh\ncd \"$(dirname \"$0\")\" || exit 1\nexec calibrate_model.sh \"$@\"\n",
            executable: true);
        foreach (string step in (string[])["step-0-detect-device", "step-3-postprocess-measure", "step-5-unify_measurements", "step-6-expand-measurements"])
            SharedFiles.Write(Path.Combine(calibration, step + ".py"), $"# {step}: played by the simulated python3\n");
    }

    private static void MakeVllm(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "requirements", "build"));
        SharedFiles.Write(Path.Combine(folder, "requirements", "build", "cuda.txt"), "cmake>=3.26\nninja\ntorch==2.9.0\nsetuptools\n");
        SharedFiles.Write(Path.Combine(folder, "setup.py"), "# vllm\n");
    }
}
