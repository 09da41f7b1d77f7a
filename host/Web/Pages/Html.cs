using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pipeline.Host.Web.Pages;

/// <summary>
/// A piece of HTML. Made from interpolated text, in which every value that is not HTML itself is encoded: text from runs,
/// nodes or users cannot become markup by an oversight.
/// </summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Nothing.</summary>
    public static Html None { get; } = new("");

    /// <summary>Markup with encoded values.</summary>
    public static Html Of(HtmlWriter writer) => new(writer.ToString());

    /// <summary>The markup when <paramref name="condition"/> holds, else nothing.</summary>
    public static Html If(bool condition, Func<Html> markup) => condition ? markup() : None;

    /// <summary>Several pieces, one after another.</summary>
    public static Html All(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    /// <summary>Text as markup that shows it.</summary>
    public static string Encode(string text) => Encoder.Encode(text);

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}

/// <summary>Writes interpolated text as HTML.</summary>
/// <param name="literalLength">Length of the constant parts.</param>
/// <param name="formattedCount">How many values there are.</param>
[InterpolatedStringHandler]
internal readonly ref struct HtmlWriter(int literalLength, int formattedCount)
{
    private const int UsualValue = 16;

    private readonly StringBuilder text = new(literalLength + (formattedCount * UsualValue));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Html html) => text.Append(html.Text);

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
            text.Append(piece.Text);
    }

    public void AppendFormatted(string? value) => text.Append(Html.Encode(value ?? ""));

    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double value) => text.Append(value.ToString("0.##", CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();
}
