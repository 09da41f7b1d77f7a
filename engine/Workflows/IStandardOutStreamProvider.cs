namespace Elsa.Workflows;

/// <summary>Where <see cref="Activities.WriteLine"/> writes.</summary>
public interface IStandardOutStreamProvider
{
    TextWriter GetTextWriter();
}
