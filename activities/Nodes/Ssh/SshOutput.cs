using System.Buffers;
using System.Text;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>
/// One output stream of a command: takes what has arrived so far, never waits, and drops what is beyond the limit, so that
/// a command that floods its output costs no memory.
/// </summary>
/// <param name="stream">A stream of SSH.NET; its length is what can be read at once.</param>
/// <param name="line">Knows where the script's output begins.</param>
/// <param name="limit">Most bytes of the script's output.</param>
internal sealed class SshOutput(Stream stream, SshCommandLine line, int limit)
{
    /// <summary>Room for what a login shell prints before the script starts.</summary>
    private const int Greetings = 64 * 1024;

    private readonly ArrayBufferWriter<byte> received = new();
    private readonly byte[] buffer = new byte[16 * 1024];
    private bool dropped;

    /// <summary>The script's process id; null while it is not known.</summary>
    public int? Process => line.Find(received.WrittenMemory)?.Process;

    /// <summary>What came before the script's own output, or instead of it.</summary>
    public string Raw => Encoding.UTF8.GetString(received.WrittenSpan);

    /// <summary>Takes what has arrived.</summary>
    public void Drain()
    {
        while (stream.Length > 0)
        {
            var count = stream.Read(buffer, 0, buffer.Length);
            var room = (int)Math.Min(count, (long)limit + Greetings - received.WrittenCount);
            received.Write(buffer.AsSpan(0, room));
            dropped |= room < count;
        }
    }

    /// <summary>The script's output as far as the limit allows; null when the script never started.</summary>
    public (string Text, bool Truncated)? Text()
    {
        if (line.Find(received.WrittenMemory) is not { Output: var output })
            return null;
        var truncated = dropped || output.Length > limit;
        var kept = output.Span[..Math.Min(output.Length, limit)];
        return (Encoding.UTF8.GetString(truncated ? Utf8.Whole(kept) : kept), truncated);
    }
}
