namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>pip</c>: every package of the procedure is there, so installing only says so.</summary>
internal static class Pip
{
    private static readonly HashSet<string> WithValue = ["-r", "--requirement", "-e", "--editable", "-i", "--index-url", "--extra-index-url", "-c", "--format", "--timeout"];

    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        CommandLine line = new([.. context.Arguments.Skip(1)], WithValue);
        switch (context.Arguments.Count > 0 ? context.Arguments[0] : "")
        {
            case "install": return await InstallAsync(context, line);
            case "list":
                context.Print("Package                 Version", "----------------------- ------------------------------");
                return context.Print(Packages.Of(context.Node).Select(p => $"{p.Key,-23} {p.Value}"));
            case "freeze": return context.Print(Packages.Of(context.Node).Select(p => $"{p.Key}=={p.Value}"));
            case "show": return Show(context, line);
            case "--version" or "-V": return context.Print($"pip 24.0 from /usr/local/lib/python3.10/dist-packages/pip (python 3.10)");
            case var other: return context.Fail($"ERROR: unknown command \"{other}\"");
        }
    }

    private static async Task<int> InstallAsync(ToolContext context, CommandLine line)
    {
        SortedDictionary<string, string> packages = Packages.Of(context.Node);
        List<string> installed = [];
        foreach (string file in line.Values("-r", "--requirement"))
        {
            string path = context.Resolve(file);
            // A pipe such as /dev/fd/63 is what bash's <( ) gives; it is no regular file.
            if (!Path.Exists(path)) return context.Fail($"ERROR: Could not open requirements file: [Errno 2] No such file or directory: '{file}'");
            foreach (string requirement in await File.ReadAllLinesAsync(path, context.Stop))
            {
                string name = requirement.Split('#')[0].Split('=', '<', '>', '~', ';', '[')[0].Trim();
                if (name.Length > 0) context.Out.WriteLine($"Requirement already satisfied: {name} in /usr/local/lib/python3.10/dist-packages");
            }
        }
        foreach (string editable in line.Values("-e", "--editable"))
        {
            string folder = context.Resolve(editable);
            if (!Directory.Exists(folder)) return context.Fail($"ERROR: {editable} is not a valid editable requirement. It should either be a path to a local project or a VCS URL.");
            string package = Path.GetFileName(folder).Replace('-', '_');
            context.Print($"Obtaining file://{folder}", "  Preparing editable metadata (pyproject.toml) ... done", $"Building wheels for collected packages: {package}");
            await context.WaitAsync(0.3);
            context.Out.WriteLine($"Successfully built {package}");
            installed.Add($"{package}-{packages.GetValueOrDefault(package, "0.1.0")}");
        }
        foreach (string word in line.Words)
        {
            string name = word.Split('=', '<', '>', '~', '[')[0];
            context.Out.WriteLine($"Requirement already satisfied: {name} in /usr/local/lib/python3.10/dist-packages ({packages.GetValueOrDefault(name, "1.0.0")})");
        }
        await context.WaitAsync(0.1);
        if (installed.Count > 0) context.Out.WriteLine($"Successfully installed {string.Join(' ', installed)}");
        return 0;
    }

    private static int Show(ToolContext context, CommandLine line)
    {
        SortedDictionary<string, string> packages = Packages.Of(context.Node);
        int exitCode = 0;
        foreach (string name in line.Words)
        {
            string? found = packages.Keys.FirstOrDefault(key => key.Replace('_', '-') == name.Replace('_', '-'));
            exitCode = found is not null
                ? context.Print($"Name: {found}", $"Version: {packages[found]}", "---")
                : context.Fail($"WARNING: Package(s) not found: {name}");
        }
        return exitCode;
    }
}
