using System.Text;
using Pipeline.Host.Composition;

namespace Pipeline.Host.Web.Operations;

/// <summary>Writes on with secrets masked. Loggers write whole messages at once, so none is cut in two.</summary>
internal sealed class MaskingWriter(TextWriter inner, Secrets secrets) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value is null ? null : secrets.Mask(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
