using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Install;

/// <summary>The vLLM commit that the plugin was tested with, as the plugin's repository names it.</summary>
/// <param name="Hash">40 hexadecimal digits.</param>
public sealed partial record StableCommit(string Hash)
{
    /// <summary>What <c>git show</c> prints the commit of.</summary>
    public const string Revision = "origin/vllm/last-good-commit-for-vllm-gaudi:VLLM_STABLE_COMMIT";

    /// <summary>
    /// Reads the output of <c>git show</c>. Anything but one commit is a failure: with an empty value <c>git checkout</c>
    /// does nothing, and the newest vLLM would be built instead, silently.
    /// </summary>
    public static Reading<StableCommit> Parse(string output, int exitCode)
    {
        if (exitCode == 0 && ToolText.Lines(output) is [var only] && Hash40.IsMatch(only))
            return new StableCommit(only);
        var cause = FailureExplanation.OfTool("git show", output, exitCode);
        return cause.Kind != FailureKind.Unknown ? cause : new Failure(
            FailureKind.Configuration,
            $"VLLM_STABLE_COMMIT is no commit of 40 hexadecimal digits: '{ToolText.Excerpt(output, 1)}'.",
            "Fetch the plugin's branch vllm/last-good-commit-for-vllm-gaudi (no shallow clone) from the remote named origin.",
            ToolText.Excerpt(output));
    }

    [GeneratedRegex("^[0-9a-f]{40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hash40 { get; }
}
