using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Install;

/// <summary>Follows the installation of vLLM and plugin by what git and pip print.</summary>
public sealed class InstallProgress : LineProgressParser
{
    private static readonly IReadOnlyList<(string Mark, double Fraction, string Phase)> Milestones =
    [
        ("Cloning into", 0.02, "Cloning"),
        ("HEAD is now at", 0.1, "vLLM checked out"),
        ("Obtaining file://", 0.15, "Installing build requirements and vLLM"),
        ("Preparing editable metadata", 0.2, "Preparing vLLM"),
        ("Building wheels for collected packages: vllm", 0.3, "Building vLLM"),
        ("Successfully built vllm", 0.8, "vLLM built"),
        ("Successfully installed vllm_gaudi", 1, "Plugin installed"),
        ("Successfully installed vllm-gaudi", 1, "Plugin installed"),
        ("Successfully installed", 0.85, "Packages installed"),
    ];

    private double reached;

    /// <inheritdoc/>
    protected override Progress? Read(string line)
    {
        var found = Milestones.FirstOrDefault(milestone => line.Contains(milestone.Mark, StringComparison.Ordinal));
        if (found.Mark is null || found.Fraction <= reached)
            return null;
        reached = found.Fraction;
        return new Progress(reached, found.Phase);
    }
}
