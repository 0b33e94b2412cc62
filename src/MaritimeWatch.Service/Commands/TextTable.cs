namespace MaritimeWatch.Service.Commands;

/// <summary>Rows of short texts under a heading, each column as wide as its longest text.</summary>
internal static class TextTable
{
    private const string Dim = "2";
    private const string Gap = "  ";

    /// <summary>The lines of a table, cut to the terminal's width where there is one.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows, TerminalStyle style)
    {
        var clean = rows.Select(row => row.Select(AlertText.Clean).ToList()).ToList();
        var widths = heading.Select((name, column) => clean.Select(row => row[column].Length).Append(name.Length).Max()).ToList();
        return clean.Select(row => Line(row, widths, style)).Prepend(style.Paint(Line(heading, widths, style), Dim));
    }

    private static string Line(IReadOnlyList<string> row, List<int> widths, TerminalStyle style)
    {
        var line = string.Join(Gap, row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd();
        return style.Columns is { } columns && line.Length > columns ? line[..(columns - 1)] + "…" : line;
    }
}
