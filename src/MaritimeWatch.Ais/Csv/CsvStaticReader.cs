using System.Runtime.CompilerServices;
using System.Text.Unicode;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The static columns of a row as an interned report: an unchanged row costs a hash and a look-up.</summary>
internal sealed class CsvStaticReader(CsvHeader header, StaticReportInterning interning)
{
    /// <summary>Units of AISHub's and Digitraffic's draught in one metre.</summary>
    private const int DecimetresPerMetre = 10;

    private readonly int[] fieldOf = header.FieldOf;
    private readonly (int First, int Last)[] runs = header.StaticRuns;
    private readonly CsvDialect dialect = header.Dialect;

    /// <summary>Looks for what the same ship said in the same bytes before.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mmsi">Sender.</param>
    /// <param name="inAisUnits">Whether the row is written in AIS units: draught in decimetres.</param>
    /// <param name="hash">Hash of the static columns, for <see cref="Read"/>.</param>
    /// <param name="report">What the row says of the ship, or null when it says nothing.</param>
    /// <returns>False when it has to be read.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(in CsvRow row, Mmsi mmsi, bool inAisUnits, out ulong hash, out StaticReport? report)
    {
        hash = inAisUnits ? 1UL : 0;
        foreach (var (first, last) in runs)
        {
            hash = FieldHash.Of(row.Block, row.Start(first), row.End(last), hash);
        }

        return interning.TryGet(mmsi, hash, out report);
    }

    /// <summary>Reads the static columns.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mmsi">Sender.</param>
    /// <param name="inAisUnits">Whether the row is written in AIS units: draught in decimetres.</param>
    /// <param name="hash">From <see cref="TryFind"/>.</param>
    /// <param name="report">What the row says of the ship, or null when it says nothing.</param>
    /// <returns>Why the row is bad, or <see cref="DropReason.None"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public DropReason Read(in CsvRow row, Mmsi mmsi, bool inAisUnits, ulong hash, out StaticReport? report)
    {
        var reason = Build(row, mmsi, inAisUnits || dialect == CsvDialect.Digitraffic, out report);
        if (reason == DropReason.None)
        {
            report = interning.Add(mmsi, hash, report);
        }

        return reason;
    }

    private DropReason Build(in CsvRow row, Mmsi mmsi, bool draughtInDecimetres, out StaticReport? report)
    {
        report = null;
        if (!TryImo(Field(row, CsvColumn.ImoNumber), out var imo)
            || !TryMetres(Field(row, CsvColumn.Length), StaticFields.MaxExtentMetres, out var length)
            || !TryMetres(Field(row, CsvColumn.Width), StaticFields.MaxExtentMetres, out var width)
            || !TryMetres(Field(row, CsvColumn.ToBow), 511, out var bow)
            || !TryMetres(Field(row, CsvColumn.ToStern), 511, out var stern)
            || !TryMetres(Field(row, CsvColumn.ToPort), 63, out var port)
            || !TryMetres(Field(row, CsvColumn.ToStarboard), 63, out var starboard)
            || !TryDraught(Field(row, CsvColumn.Draught), draughtInDecimetres, out var draught))
        {
            return DropReason.BadNumber;
        }

        var read = new StaticReport(
            mmsi,
            imo,
            Text(Field(row, CsvColumn.CallSign)),
            Text(Field(row, CsvColumn.Name)),
            CsvVocabulary.TypeOfShip(Field(row, CsvColumn.ShipType), dialect),
            bow,
            stern,
            port,
            starboard,
            length ?? StaticFields.Metres((uint)((bow ?? 0) + (stern ?? 0))),
            width ?? StaticFields.Metres((uint)((port ?? 0) + (starboard ?? 0))),
            draught,
            Text(Field(row, CsvColumn.Destination)));
        report = read == new StaticReport(mmsi) ? null : read;
        return DropReason.None;
    }

    private ReadOnlySpan<byte> Field(in CsvRow row, CsvColumn column) => row.Field(fieldOf[(int)column]);

    private static bool TryImo(ReadOnlySpan<byte> text, out uint? imo)
    {
        imo = null;
        text = text.StartsWith("IMO"u8) ? text[3..] : text;
        if (CsvVocabulary.IsNothing(text))
        {
            return true;
        }

        // A transponder may send up to 1,073,741,823 here; what is no IMO number is not said.
        if (text.Length > 10 || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        imo = DecimalText.TryReadWhole(text, out var number) ? StaticFields.ImoNumber(number) : null;
        return true;
    }

    private static bool TryMetres(ReadOnlySpan<byte> text, int max, out ushort? metres)
    {
        metres = null;
        if (CsvVocabulary.IsNothing(text))
        {
            return true;
        }

        if (!DecimalText.TryReadUnits(text, 1, out var value) || value < 0 || value > max)
        {
            return false;
        }

        metres = StaticFields.Metres((uint)value);
        return true;
    }

    private static bool TryDraught(ReadOnlySpan<byte> text, bool inDecimetres, out double? metres)
    {
        metres = null;
        if (CsvVocabulary.IsNothing(text))
        {
            return true;
        }

        if (!DecimalText.TryReadUnits(text, inDecimetres ? 1 : DecimetresPerMetre, out var decimetres) || decimetres is < 0 or > 255)
        {
            return false;
        }

        metres = decimetres == 0 ? null : decimetres / 10.0;
        return true;
    }

    /// <summary>Text for people: UTF-8, or where it is not that, Latin-1; control characters become spaces, and those at the ends go.</summary>
    /// <remarks>
    /// Six-bit AIS has neither accents nor control characters: both come from whoever wrote the table (a register's name for the
    /// transponder's, a field padded with NUL). Latin-1 gives every byte a character, so a name never costs a position.
    /// </remarks>
    private static string? Text(ReadOnlySpan<byte> text)
    {
        if (CsvVocabulary.IsNothing(text))
        {
            return null;
        }

        var read = (Utf8.IsValid(text) ? System.Text.Encoding.UTF8 : System.Text.Encoding.Latin1).GetString(text).Replace("\"\"", "\"", StringComparison.Ordinal);
        if (read.Any(char.IsControl))
        {
            read = string.Concat(read.Select(character => char.IsControl(character) ? ' ' : character));
        }

        var trimmed = read.Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }
}
