using Spectre.Console;

namespace Pipeline.Host.Cli.Views;

/// <summary>Lists look alike: no lines, two blanks between columns. The first column holds what other commands take, and is never broken.</summary>
internal static class Tables
{
    /// <summary>An empty table.</summary>
    public static Table Of(params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(Color.Grey))) { Padding = new Padding(0, 0, 2, 0), NoWrap = table.Columns.Count == 0 });
        return table;
    }

    /// <summary>Cells whose text is no markup.</summary>
    public static IEnumerable<Text> Cells(params IEnumerable<string> texts) => texts.Select(t => new Text(t));
}
