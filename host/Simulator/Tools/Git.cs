using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>
/// <c>git</c> for the two repositories of the procedure, without a network: a clone of vllm or vllm-gaudi makes a folder
/// that answers the calls of the installation. All else goes to the machine's own git.
/// </summary>
internal static class Git
{
    /// <summary>The commit that the plugin's branch names.</summary>
    public const string StableCommit = "6b1f2a07c9d34e58a2f1b7c04d9e83516a7c2f90";

    private const string PluginHead = "c41d8e2b7f6a905d3e1c84b2a9f07d6e5b3c1a28";
    private const string Marker = "pipeline-simulated";

    private static readonly HashSet<string> WithValue = ["-b", "--branch", "--depth", "-c", "--format"];

    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        List<string> words = [.. context.Arguments];
        string directory = context.Directory;
        while (words.Count > 1 && words[0] is "-C" or "-c")
        {
            if (words[0] == "-C") directory = Path.GetFullPath(words[1], directory);
            words.RemoveRange(0, 2);
        }
        string command = words.Count > 0 ? words[0] : "";
        CommandLine line = new([.. words.Skip(1)], WithValue);
        if (command == "clone" && line.Words.Count > 0 && RepositoryOf(line.Words[0]) is { } repository)
            return await CloneAsync(context, directory, repository, line);
        return Marked(directory) is { } root ? Answer(context, root, command, line) : await Passthrough.RunAsync(context);
    }

    private static string? RepositoryOf(string url)
    {
        string name = url.TrimEnd('/').Split('/')[^1];
        if (name.EndsWith(".git", StringComparison.Ordinal)) name = name[..^4];
        return name is "vllm" or "vllm-gaudi" ? name : null;
    }

    private static async Task<int> CloneAsync(ToolContext context, string directory, string repository, CommandLine line)
    {
        string name = line.Words.Count > 1 ? line.Words[1] : repository;
        string target = Path.GetFullPath(name, directory);
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            return context.Fail($"fatal: destination path '{name}' already exists and is not an empty directory.", 128);
        context.Error.WriteLine($"Cloning into '{name}'...");
        await context.WaitAsync(0.2);
        SharedFiles.CreateDirectory(target);
        SharedFiles.CreateDirectory(Path.Combine(target, ".git"));
        if (repository == "vllm-gaudi") PluginCheckout.Write(target);
        else SharedFiles.CreateDirectory(Path.Combine(target, "requirements", "build"));
        if (repository == "vllm") SharedFiles.Write(Path.Combine(target, "requirements", "build", "cuda.txt"), "cmake>=3.26.1\nninja\npackaging\nsetuptools\ntorch\nwheel\n");
        SharedFiles.Write(Path.Combine(target, ".git", Marker), $"url={line.Words[0]}\nhead={PluginHead}\n");
        return 0;
    }

    private static int Answer(ToolContext context, string root, string command, CommandLine line)
    {
        StateFolder state = new(Path.Combine(root, ".git"));
        Dictionary<string, string> facts = state.Map(Marker);
        switch (command)
        {
            case "show" or "cat-file" when line.Words.Exists(word => word.EndsWith(":VLLM_STABLE_COMMIT", StringComparison.Ordinal)):
                return context.Print(StableCommit);
            case "rev-parse":
                if (line.Has("--show-toplevel")) return context.Print(root);
                if (line.Has("--is-inside-work-tree")) return context.Print("true");
                return context.Print(line.Has("--short") ? facts["head"][..7] : facts["head"]);
            case "checkout" or "switch" or "reset":
                return Checkout(context, state, facts, line);
            case "log":
                return context.Print(facts["head"]);
            case "remote":
                return context.Print(facts["url"]);
            case "fetch" or "status" or "config" or "submodule" or "clean":
                return 0;
            case "pull":
                return context.Print("Already up to date.");
            default:
                return context.Fail($"git: '{command}' is not a git command. See 'git --help'.");
        }
    }

    private static int Checkout(ToolContext context, StateFolder state, Dictionary<string, string> facts, CommandLine line)
    {
        if (line.Words.Count == 0) return 0;
        string wanted = line.Words[0];
        if (wanted.Length != 40 || !wanted.All(char.IsAsciiHexDigit))
        {
            return wanted.Contains("last-good-commit", StringComparison.Ordinal) || wanted is "main" or "HEAD"
                ? 0
                : context.Fail($"error: pathspec '{wanted}' did not match any file(s) known to git");
        }
        state.Write(Marker, $"url={facts["url"]}", $"head={wanted}");
        context.Error.WriteLine($"Note: switching to '{wanted}'.\n\nYou are in 'detached HEAD' state.\n");
        context.Error.WriteLine($"HEAD is now at {wanted[..7]} Simulated commit");
        return 0;
    }

    private static string? Marked(string directory)
    {
        for (string? folder = directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, ".git", Marker))) return folder;
            if (Path.Exists(Path.Combine(folder, ".git"))) return null;
        }
        return null;
    }
}
