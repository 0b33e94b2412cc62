using System.Buffers;
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

    /// <summary>Room for the longest number, and for a moment.</summary>
    private const int MostOfValue = 32;

    /// <param name="answer">The answer.</param>
    /// <param name="hasHeading">Whether the names of the columns come first; false for the pages after the first.</param>
    public static ReadOnlyMemory<byte> Write(Answer answer, bool hasHeading = true)
    {
        var bytes = new ArrayBufferWriter<byte>(4_096);
        if (hasHeading)
        {
            Put(bytes, string.Join(',', answer.Label.Length > 0 ? answer.Columns.Append(LabelColumn) : answer.Columns));
            Put(bytes, "\n");
        }

        var end = answer.Label.Length > 0 ? $",{answer.Label}\n" : "\n";
        foreach (var row in answer.Rows)
        {
            for (var place = 0; place < row.Cells.Count; place++)
            {
                if (place > 0)
                {
                    Put(bytes, ",");
                }

                Field(bytes, row.Cells[place]);
            }

            Put(bytes, end);
        }

        return bytes.WrittenMemory;
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

    private static void Field(ArrayBufferWriter<byte> bytes, object? cell)
    {
        switch (cell)
        {
            case IUtf8SpanFormattable value when value.TryFormat(bytes.GetSpan(MostOfValue), out var written, default, CultureInfo.InvariantCulture):
                bytes.Advance(written);
                break;
            case string text:
                Put(bytes, PlainText.Field(text));
                break;
            default:
                Put(bytes, Plain(cell));
                break;
        }
    }

    private static void Put(ArrayBufferWriter<byte> bytes, string text) => Encoding.UTF8.GetBytes(text, bytes);
}
