namespace Pipeline.Tests.Engine.Support;

/// <summary>What ran, in order.</summary>
internal sealed class Trace
{
    private readonly List<string> _lines = [];

    public string Text => string.Join(' ', _lines);

    public void Add(string line) => _lines.Add(line);
}
