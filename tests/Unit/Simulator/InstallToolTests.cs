namespace Pipeline.Tests.Unit.Simulator;

public sealed class InstallToolTests
{
    [Fact]
    public void A_clone_of_the_plugin_brings_the_calibration_folder_and_names_the_tested_commit()
    {
        using Lab lab = new(nodes: 1);
        lab.Run(1, "git", "clone", "https://github.com/vllm-project/vllm-gaudi", "plugin").ExitCode.ShouldBe(0);
        File.Exists(Path.Combine(lab.Workspace, "plugin", "calibration", "calibrate_model.sh")).ShouldBeTrue();
        string commit = lab.Run(1, "git", "-C", "plugin", "show", "origin/vllm/last-good-commit-for-vllm-gaudi:VLLM_STABLE_COMMIT").Output.Trim();
        commit.ShouldMatch("^[0-9a-f]{40}$");
        lab.Run(1, "git", "clone", "https://github.com/vllm-project/vllm.git").ExitCode.ShouldBe(0);
        lab.Run(1, "git", "-C", "vllm", "checkout", commit).Error.ShouldContain($"HEAD is now at {commit[..7]}");
        lab.Run(1, "git", "-C", "vllm", "rev-parse", "HEAD").Output.Trim().ShouldBe(commit);
        lab.Run(1, "git", "clone", "https://github.com/vllm-project/vllm.git").ExitCode.ShouldBe(128);
    }

    [Fact]
    public void Pip_installs_projects_and_refuses_what_is_not_there()
    {
        using Lab lab = new(nodes: 1);
        lab.Run(1, "git", "clone", "https://github.com/vllm-project/vllm-gaudi");
        lab.Run(1, "pip", "install", "-e", "vllm-gaudi").Lines[^1].ShouldStartWith("Successfully installed vllm_gaudi-");
        lab.Run(1, "pip", "install", "-r", "nothing.txt").Error.ShouldContain("Could not open requirements file");
        lab.Run(1, "pip", "show", "ray").Lines[1].ShouldBe("Version: 2.48.0");
    }

    [Theory]
    [InlineData("import torch; print(torch.__version__)", "2.9.0+hpu.1.24.1-17.gitc1f8b92")]
    [InlineData("import habana_frameworks.torch.hpu as hpu\nprint(hpu.get_device_name(), hpu.device_count())", "GAUDI2 8")]
    public void Python_prints_versions_and_the_device(string code, string answer)
    {
        using Lab lab = new(nodes: 1);
        lab.Run(1, "python3", "-c", code).Output.Trim().ShouldBe(answer);
    }
}
