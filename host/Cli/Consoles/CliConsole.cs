using Spectre.Console;

namespace Pipeline.Host.Cli.Consoles;

/// <summary>Where commands write: text, and pictures for terminals.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Live">Whether standard output is a terminal that can be redrawn.</param>
/// <param name="Width">Columns.</param>
public sealed record CliConsole(TextWriter Out, TextWriter Error, bool Live, int Width)
{
    private const int WidthOfFiles = 120;
    private readonly Lazy<IAnsiConsole> ansi = new(() => Create(Out, Live, Width));

    /// <summary>Tables and live pictures on standard output.</summary>
    public IAnsiConsole Ansi => ansi.Value;

    /// <summary>The console of this process.</summary>
    public static CliConsole OfProcess()
    {
        var live = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new CliConsole(Console.Out, Console.Error, live, live ? Math.Max(Console.WindowWidth, 40) : WidthOfFiles);
    }

    private static IAnsiConsole Create(TextWriter writer, bool live, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = live ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = live ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }
}
