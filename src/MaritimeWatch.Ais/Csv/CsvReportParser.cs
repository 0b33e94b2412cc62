using System.Diagnostics.CodeAnalysis;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Rows of a table into reports: the Danish CSV, MarineCadastre, AISHub, Digitraffic's columns, and any table with time, MMSI, latitude and longitude.</summary>
/// <remarks>
/// <para>
/// Columns are found by the names in the header line, so their order and number do not matter. Times are UTC:
/// <c>dd/MM/yyyy HH:mm:ss</c>, ISO 8601, UNIX seconds or milliseconds; the event time is the whole second. Speeds are knots.
/// Empty, <c>Unknown</c>, <c>Undefined</c>, 102.3 kn, 360.0° and heading 511 are "not available". Commas, semicolons or tabs
/// separate; a decimal comma is read where it cannot separate. Fields may stand in quotes; a line end ends the row even there.
/// </para>
/// <para>
/// The Danish columns C and D are read as starboard and port, as their README says, the reverse of ITU-R M.1371; until that has been
/// compared with decoded messages 5, rely on their sum and the largest of the four only.
/// </para>
/// <para>Allocates only when a ship's static data changes. One instance per thread; the interning may be shared.</para>
/// </remarks>
public sealed class CsvReportParser
{
    private readonly byte[] headerLine;
    private readonly int columnCount;
    private readonly CsvScanner scanner;
    private readonly QuotedFields quoted;
    private readonly CsvRowReader reader;

    private CsvReportParser(ReadOnlySpan<byte> headerLine, CsvHeader header, StaticReportInterning interning)
    {
        this.headerLine = headerLine.TrimEnd("\r\n"u8).ToArray();
        columnCount = header.ColumnCount;
        scanner = new CsvScanner(header.Delimiter);
        quoted = new QuotedFields(header.Delimiter, columnCount);
        reader = new CsvRowReader(header, interning);
    }

    /// <summary>A parser for the table that begins with this header line.</summary>
    /// <param name="header">The first line in UTF-8; a byte order mark and a line end may be on it.</param>
    /// <param name="interning">Where unchanged static data becomes one instance.</param>
    /// <param name="parser">The parser, or null.</param>
    /// <param name="error">Empty, or what is wrong with the header, naming every mandatory column it lacks.</param>
    public static bool TryCreate(
        ReadOnlySpan<byte> header,
        StaticReportInterning interning,
        [NotNullWhen(true)] out CsvReportParser? parser,
        out string error)
    {
        parser = CsvHeader.Read(header, out error) is { } read ? new CsvReportParser(header, read, interning) : null;
        return parser is not null;
    }

    /// <summary>Reads one row.</summary>
    /// <param name="row">The row in UTF-8, with or without its line end.</param>
    /// <param name="report">
    /// The report; its <see cref="AisReport.Static"/> is null when the static columns say nothing. With
    /// <see cref="DropReason.NoPosition"/> it still carries time, sender and static data; with every other reason it is empty.
    /// </param>
    /// <param name="reason">
    /// <see cref="DropReason.None"/>; <see cref="DropReason.NotAis"/> for an empty line or a repeated header;
    /// <see cref="DropReason.WrongColumnCount"/>, for a quote that is never closed too; <see cref="DropReason.NotAVessel"/> for base
    /// stations and aids to navigation; <see cref="DropReason.BadTimestamp"/>; <see cref="DropReason.BadMmsi"/>;
    /// <see cref="DropReason.BadNumber"/>; <see cref="DropReason.NoPosition"/> for 91/181, an empty or an impossible position;
    /// <see cref="DropReason.Malformed"/> for more than one row.
    /// </param>
    /// <returns>Whether the row holds a position.</returns>
    public bool TryParse(ReadOnlySpan<byte> row, out AisReport report, out DropReason reason)
    {
        var rows = Rows(row);
        if (!rows.TryRead(out report, out reason))
        {
            reason = DropReason.NotAis;
            return false;
        }

        if (rows.TryRead(out _, out _))
        {
            report = default;
            reason = DropReason.Malformed;
        }

        return reason == DropReason.None;
    }

    /// <summary>The rows of a block; only one enumeration of a parser at a time.</summary>
    /// <param name="block">Whole rows, the header left out or not; it must stay as it is while the rows are read.</param>
    public CsvRows Rows(ReadOnlySpan<byte> block)
    {
        scanner.Start();
        return new CsvRows(this, block);
    }

    /// <summary>Reads the next row of a block that is not empty.</summary>
    /// <param name="block">The block whose enumeration was begun last.</param>
    /// <param name="lines">Line ends passed; goes up by the empty lines too.</param>
    /// <param name="start">Where the row begins.</param>
    /// <param name="end">Where it ends, without its line end.</param>
    /// <param name="report">The report.</param>
    /// <param name="reason">As in <see cref="TryParse"/>.</param>
    /// <returns>False at the end of the block.</returns>
    internal bool TryNext(ReadOnlySpan<byte> block, ref int lines, out int start, out int end, out AisReport report, out DropReason reason)
    {
        while (scanner.TryNextRow(block, out start, out end))
        {
            lines++;
            if (start == end)
            {
                continue;
            }

            if (scanner.HasQuotes)
            {
                reason = ReadQuoted(block, start, end, out report);
            }
            else if (scanner.FieldCount == columnCount)
            {
                reason = reader.Read(scanner.Row(block), out report);
            }
            else
            {
                report = default;
                reason = DropReason.WrongColumnCount;
            }

            if (reason is not (DropReason.None or DropReason.NoPosition) && IsHeader(block[start..end]))
            {
                reason = DropReason.NotAis;
            }

            return true;
        }

        report = default;
        reason = DropReason.None;
        return false;
    }

    private DropReason ReadQuoted(ReadOnlySpan<byte> block, int start, int end, out AisReport report)
    {
        report = default;
        return quoted.TrySplit(block, start, end)
            ? reader.Read(quoted.Row(block), out report)
            : DropReason.WrongColumnCount;
    }

    /// <summary>The header is no bad row, at the top and between tables put one behind the other; nor is a line marked with <c>#</c>.</summary>
    private bool IsHeader(ReadOnlySpan<byte> row) => row[0] == '#' || row.SequenceEqual(headerLine);
}
