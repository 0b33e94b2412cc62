using System.Text;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Rows of a table under their headings, each column as wide as its longest entry.</summary>
public static class TextColumns
{
    private const string Gap = "  ";

    /// <summary>The table, lines ended by LF.</summary>
    /// <param name="headings">One for each column; a column of figures, which is set to the right, has one that begins with <c>&gt;</c>.</param>
    /// <param name="rows">As many entries each.</param>
    public static string Of(IReadOnlyList<string> headings, IReadOnlyCollection<IReadOnlyList<string>> rows)
    {
        var isFigure = headings.Select(heading => heading.StartsWith('>')).ToArray();
        var titles = headings.Select(heading => heading.TrimStart('>')).ToArray();
        var widths = titles.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        var text = new StringBuilder();
        foreach (var row in (IEnumerable<IReadOnlyList<string>>)[titles, .. rows])
        {
            var line = string.Join(Gap, row.Select((entry, column) => isFigure[column] ? entry.PadLeft(widths[column]) : entry.PadRight(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
