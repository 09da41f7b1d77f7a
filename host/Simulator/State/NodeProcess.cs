using System.Globalization;

namespace Pipeline.Host.Simulator.State;

/// <summary>A process of this machine, told apart from a later one of the same number by its start time.</summary>
/// <param name="Id">Process number.</param>
/// <param name="Started">Start time in clock ticks since boot.</param>
internal sealed record NodeProcess(int Id, long Started)
{
    /// <summary>This process.</summary>
    public static NodeProcess Current => Find(Environment.ProcessId)
        ?? throw new InvalidOperationException("/proc does not know this process.");

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive => Find(Id) == this;

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static NodeProcess? Parse(string? text)
    {
        string[] words = (text ?? "").Split(' ');
        return words.Length == 2
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long started)
            ? new NodeProcess(id, started)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {Started}");

    private static NodeProcess? Find(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            // The second field is the name in brackets and may hold blanks; the 20th after it is the start time.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new NodeProcess(id, long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
