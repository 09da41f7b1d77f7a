using Elsa.Workflows;

namespace Pipeline.Host.Composition;

/// <summary>Where workflows write lines: standard output is for what commands answer.</summary>
internal sealed class WorkflowText(TextWriter writer) : IStandardOutStreamProvider
{
    /// <inheritdoc/>
    public TextWriter GetTextWriter() => writer;
}
