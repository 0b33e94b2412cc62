using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Formats;

/// <summary>CSV (RFC 4180) in UTF-8, with lines that end in LF: texts of strangers begin no formula.</summary>
internal static class CsvText
{
    /// <summary>The label stands in each row, so that no part loses it.</summary>
    public const string LabelColumn = "tlp";

    /// <param name="answer">The answer.</param>
    /// <param name="hasHeading">Whether the names of the columns come first; false for the pages after the first.</param>
    public static string Write(Answer answer, bool hasHeading = true)
    {
        var text = new StringBuilder();
        if (hasHeading)
        {
            text.AppendJoin(',', answer.Label.Length > 0 ? answer.Columns.Append(LabelColumn) : answer.Columns).Append('\n');
        }

        foreach (var row in answer.Rows)
        {
            text.AppendJoin(',', row.Cells.Select(Field));
            text.Append(answer.Label.Length > 0 ? $",{answer.Label}\n" : "\n");
        }

        return text.ToString();
    }

    /// <summary>A cell as text, the same in every format.</summary>
    public static string Plain(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        Instant time => time.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"a cell is a {cell.GetType().Name}"),
    };

    private static string Field(object? cell) => cell is string text ? PlainText.Field(text) : Plain(cell);
}
