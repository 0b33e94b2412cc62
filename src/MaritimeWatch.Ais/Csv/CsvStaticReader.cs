using System.Text.Unicode;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The static columns of a row as an interned report: an unchanged row costs a hash and a look-up.</summary>
internal sealed class CsvStaticReader(CsvHeader header, StaticReportInterning interning)
{
    private readonly int[] fieldOf = header.FieldOf;
    private readonly bool isDanishOrder = header.IsDanishOrder;
    private readonly bool hasDimensions = header.Has(CsvColumn.ToBow);

    /// <summary>Reads the static columns.</summary>
    /// <param name="bytes">The row.</param>
    /// <param name="row">Where its fields are.</param>
    /// <param name="mmsi">Sender.</param>
    /// <param name="report">What the row says of the ship, or null when it says nothing.</param>
    /// <returns>Why the row is bad, or <see cref="DropReason.None"/>.</returns>
    public DropReason Read(ReadOnlySpan<byte> bytes, CsvRow row, Mmsi mmsi, out StaticReport? report)
    {
        var hash = Hash(bytes, row);
        if (interning.TryGet(mmsi, hash, out report))
        {
            return DropReason.None;
        }

        var reason = Build(bytes, row, mmsi, out report);
        if (reason == DropReason.None)
        {
            report = interning.Add(mmsi, hash, report);
        }

        return reason;
    }

    private ulong Hash(ReadOnlySpan<byte> bytes, CsvRow row)
    {
        if (isDanishOrder)
        {
            var hash = ByteHash.Of(row.Fields(bytes, fieldOf[(int)CsvColumn.ImoNumber], fieldOf[(int)CsvColumn.Destination]), 0);
            return hasDimensions
                ? ByteHash.Of(row.Fields(bytes, fieldOf[(int)CsvColumn.ToBow], fieldOf[(int)CsvColumn.ToPort]), hash)
                : hash;
        }

        ulong all = 0;
        for (var column = CsvColumn.ImoNumber; column < CsvColumn.Count; column++)
        {
            all = ByteHash.Of(row.Field(bytes, fieldOf[(int)column]), all);
        }

        return all;
    }

    private DropReason Build(ReadOnlySpan<byte> bytes, CsvRow row, Mmsi mmsi, out StaticReport? report)
    {
        report = null;
        row.SplitRest(bytes);
        if (!TryImo(Field(bytes, row, CsvColumn.ImoNumber), out var imo)
            || !TryMetres(Field(bytes, row, CsvColumn.Length), StaticFields.MaxExtentMetres, out var length)
            || !TryMetres(Field(bytes, row, CsvColumn.Width), StaticFields.MaxExtentMetres, out var width)
            || !TryMetres(Field(bytes, row, CsvColumn.ToBow), 511, out var bow)
            || !TryMetres(Field(bytes, row, CsvColumn.ToStern), 511, out var stern)
            || !TryMetres(Field(bytes, row, CsvColumn.ToPort), 63, out var port)
            || !TryMetres(Field(bytes, row, CsvColumn.ToStarboard), 63, out var starboard)
            || !TryDraught(Field(bytes, row, CsvColumn.Draught), out var draught))
        {
            return DropReason.BadNumber;
        }

        if (!TryText(Field(bytes, row, CsvColumn.CallSign), out var callSign)
            || !TryText(Field(bytes, row, CsvColumn.Name), out var name)
            || !TryText(Field(bytes, row, CsvColumn.Destination), out var destination))
        {
            return DropReason.Malformed;
        }

        var read = new StaticReport(
            mmsi,
            imo,
            callSign,
            name,
            CsvVocabulary.TypeOfShip(Field(bytes, row, CsvColumn.ShipType)),
            bow,
            stern,
            port,
            starboard,
            length ?? StaticFields.Metres((uint)((bow ?? 0) + (stern ?? 0))),
            width ?? StaticFields.Metres((uint)((port ?? 0) + (starboard ?? 0))),
            draught,
            destination);
        report = read == new StaticReport(mmsi) ? null : read;
        return DropReason.None;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> bytes, CsvRow row, CsvColumn column) => row.Field(bytes, fieldOf[(int)column]);

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

    private static bool TryDraught(ReadOnlySpan<byte> text, out double? metres)
    {
        metres = null;
        if (CsvVocabulary.IsNothing(text))
        {
            return true;
        }

        if (!DecimalText.TryReadUnits(text, 10, out var tenths) || tenths is < 0 or > 255)
        {
            return false;
        }

        metres = tenths == 0 ? null : tenths / 10.0;
        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> text, out string? value)
    {
        value = null;
        if (CsvVocabulary.IsNothing(text))
        {
            return true;
        }

        if (!Utf8.IsValid(text))
        {
            return false;
        }

        var trimmed = System.Text.Encoding.UTF8.GetString(text).Replace("\"\"", "\"", StringComparison.Ordinal).Trim();
        value = trimmed.Length == 0 ? null : trimmed;
        return true;
    }
}
