using System.Net;
using System.Text;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>Pieces of HTML; every text goes through <see cref="Text"/>.</summary>
internal static class Html
{
    /// <summary>Text for elements and quoted attributes; what cannot be shown (control characters, lone surrogates) becomes U+FFFD.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        return WebUtility.HtmlEncode(shown.ToString());
    }

    /// <summary>A table; cells are texts.</summary>
    public static string Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var html = new StringBuilder($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(caption)}\"><table><caption>{Text(caption)}</caption><thead><tr>");
        foreach (var column in columns)
            html.Append($"<th scope=\"col\">{Text(column)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
                html.Append(i == 0 ? $"<th scope=\"row\">{Text(row[i])}</th>" : $"<td>{Text(row[i])}</td>");
            html.Append("</tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }
}
