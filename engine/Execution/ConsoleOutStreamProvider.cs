namespace Pipeline.Engine.Execution;

/// <summary>Writes to the console.</summary>
internal sealed class ConsoleOutStreamProvider : IStandardOutStreamProvider
{
    public TextWriter GetTextWriter() => Console.Out;
}
