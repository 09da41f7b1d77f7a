using Spectre.Console;

namespace Pipeline.Host.Cli.Views;

/// <summary>A progress bar.</summary>
/// <param name="Part">0 to 1; what lies outside is cut off.</param>
/// <param name="Unicode">Whether signs beyond ASCII can be shown.</param>
internal sealed record ProgressLine(double Part, bool Unicode)
{
    /// <summary>The bar, so many columns wide.</summary>
    public Markup Picture(int width)
    {
        var full = (int)Math.Round(Math.Clamp(Part, 0, 1) * width);
        var (on, off) = Unicode ? ('━', '─') : ('#', '-');
        return new Markup($"[blue]{new string(on, full)}[/][grey]{new string(off, width - full)}[/]");
    }
}
