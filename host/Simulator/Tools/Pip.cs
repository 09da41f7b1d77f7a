namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>pip</c>: remembers what was installed on the node.</summary>
internal static class Pip
{
    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        var installed = context.Node.State.Sub("packages");
        switch ((string[])[.. context.Arguments])
        {
            case ["install", .. var words]:
                await context.WaitAsync(0.2);
                return Install(context, words);
            case ["show", var name, ..]:
                return installed.Read(Canonical(name)) is { } version
                    ? context.Print($"Name: {name}", $"Version: {version}")
                    : context.Fail($"WARNING: Package(s) not found: {name}");
            case ["list", ..]:
                return context.Print(["Package Version", "------- -------", .. installed.Names().Select(name => $"{name} {installed.Read(name)}")]);
            default:
                return await Passthrough.RunAsync(context);
        }
    }

    private static int Install(ToolContext context, string[] words)
    {
        var line = new CommandLine(words, new HashSet<string> { "-r", "--requirement", "-e", "--editable" });
        if (line.Value("-r", "--requirement") is { } requirements && !File.Exists(context.Resolve(requirements)))
            return context.Fail($"ERROR: Could not open requirements file: [Errno 2] No such file or directory: '{requirements}'");
        var packages = context.Node.State.Sub("packages");
        List<string> names = [.. line.Words];
        if (line.Value("-r", "--requirement") is { } file)
            names.AddRange(File.ReadLines(context.Resolve(file)).Select(l => l.Split('=', '>', '<')[0].Trim()).Where(l => l.Length > 0));
        if (line.Value("-e", "--editable") is { } project)
        {
            names.Add(Path.GetFileName(context.Resolve(project)));
            context.Out.WriteLine($"Obtaining file://{context.Resolve(project)}");
            context.Out.WriteLine("  Preparing editable metadata (pyproject.toml) ... done");
        }
        foreach (string name in names) packages.Write(Canonical(name), "1.0.0");
        return context.Print($"Successfully installed {string.Join(' ', names.Select(name => $"{name}-1.0.0"))}");
    }

    private static string Canonical(string name) => name.Replace('_', '-').ToLowerInvariant();
}
