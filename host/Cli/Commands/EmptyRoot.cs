using System.CommandLine;
using System.CommandLine.Help;

namespace Pipeline.Host.Cli.Commands;

/// <summary>The root before it has commands: the program's name, the options of every command, help that fits the terminal.</summary>
internal static class EmptyRoot
{
    private const int WidestHelp = 100;

    /// <summary>The root for a width of the terminal.</summary>
    public static RootCommand Of(int width)
    {
        var root = new RootCommand("FP8 calibration for vLLM on Intel Gaudi, as workflows that retry, branch and survive crashes.") { HelpName = "pipeline" };
        root.Options.Add(CommonOptions.Json());
        root.Options.Add(CommonOptions.Data());
        root.Options.Add(CommonOptions.Config());
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpAction { MaxWidth = Math.Min(width, WidestHelp) };
        return root;
    }
}
