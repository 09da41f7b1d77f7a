using Pipeline.Host.Cli.Consoles;

namespace Pipeline.Host.Web.Designer;

/// <summary>Tells the person who started the host how the restore goes.</summary>
/// <param name="console">Where to; lines for programs stay on their own stream.</param>
internal sealed class StudioProgress(CliConsole console)
{
    /// <summary>One line.</summary>
    public void Say(string line)
    {
        console.Error.WriteLine(line);
        console.Error.Flush();
    }
}
