using Pipeline.Activities.Gaudi.Install;

namespace Pipeline.Tests.Unit.Gaudi.Install;

public class InstallTests
{
    [Fact]
    public void A_commit_has_forty_hex_digits() =>
        StableCommit.Parse("0e9e39f249a16976918f6564b8830bc894c89659\n", 0).Value!.Hash.ShouldBe("0e9e39f249a16976918f6564b8830bc894c89659");

    [Theory]
    [InlineData("", 0)]
    [InlineData("main", 0)]
    [InlineData("fatal: invalid object name 'origin/vllm/last-good-commit-for-vllm-gaudi'.", 128)]
    public void Anything_else_would_build_the_wrong_vllm(string output, int exitCode) =>
        StableCommit.Parse(output, exitCode).Failure!.Remedy.ShouldContain("shallow clone");

    [Fact]
    public void Milestones_of_the_installation_are_followed()
    {
        var parser = new InstallProgress();
        parser.Feed("HEAD is now at 1a2b3c4 fix\n")!.Phase.ShouldBe("vLLM checked out");
        parser.Feed("Successfully built vllm\n")!.Fraction.ShouldBe(0.8);
        parser.Feed("HEAD is now at 1a2b3c4 fix\n").ShouldBeNull();
        parser.Feed("Successfully installed vllm_gaudi-0.26.0\n")!.Fraction.ShouldBe(1);
    }
}
