using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What git, pip and a wrong installation print.</summary>
internal static class InstallFailures
{
    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"fatal: invalid object name '([^']+)'", "The clone has no '$1'.", "Fetch all branches (no shallow clone) from the remote named origin."),
        new(Configuration, @"VLLM_STABLE_COMMIT is not a commit: '([^']*)'", "VLLM_STABLE_COMMIT is no commit of 40 hexadecimal digits: '$1'.", "Fetch the plugin's branch vllm/last-good-commit-for-vllm-gaudi (no shallow clone)."),
        new(Configuration, @"fatal: reference is not a tree: (\S+)", "The vLLM clone has no commit $1.", "Fetch all of vLLM's history, then check out again."),
        new(Configuration, @"fatal: destination path '([^']+)' already exists", "The folder '$1' exists already.", "Use that clone, or remove it."),
        new(Transient, @"(?:Could not resolve host|Temporary failure in name resolution|ReadTimeoutError|Connection reset by peer)", "The network failed during a download.", "Try again; check DNS and the proxy variables."),
        new(Configuration, @"undefined symbol", "A Gaudi library does not fit the installed PyTorch.", "An installation replaced PyTorch: recreate the container, install vLLM without its torch requirement."),
        new(Configuration, @"No platform detected, vLLM is running on UnspecifiedPlatform", "vLLM does not find the Gaudi plugin.", "Install it: `pip install -e .` in vllm-gaudi, in the same Python."),
        new(Configuration, @"No module named '(?!vllm\._C)([^']+)'", "The Python package '$1' is missing.", "Install the requirements in the container of every node."),
        new(Configuration, @"^ERROR: (Could not .+|No matching .+|Cannot install .+)", "pip failed: $1", "Check package index and proxy; read the lines above."),
    ];
}
