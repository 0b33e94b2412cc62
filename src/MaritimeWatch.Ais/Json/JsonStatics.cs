using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>The static half of a record as an interned report: what was said before costs a hash and a look-up.</summary>
internal sealed class JsonStatics(StaticReportInterning interning)
{
    /// <summary>Which half of message 24 a record is.</summary>
    internal enum Part : byte
    {
        Whole,
        A,
        B,
    }

    /// <summary>Where the report came from, beside its members.</summary>
    /// <param name="MessageType">AIS message type, or 0.</param>
    /// <param name="Feed">The feed, where it keeps no message types.</param>
    /// <param name="DraughtUnitsPerMetre">10 where the draught is written in metres, 1 where it is in decimetres.</param>
    /// <param name="IsExact">Whether texts are taken as they stand.</param>
    /// <param name="Part">Part A says the name alone, part B everything else.</param>
    internal readonly record struct Origin(byte MessageType, StaticFeed Feed, int DraughtUnitsPerMetre = 10, bool IsExact = false, Part Part = Part.Whole);

    /// <summary>Whether the record says anything lasting.</summary>
    public static bool IsIn(JsonView view)
    {
        for (var field = JsonField.ImoNumber; field <= JsonField.Destination; field++)
        {
            if (view.Has(field))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the static members.</summary>
    /// <param name="view">The record.</param>
    /// <param name="mmsi">Sender.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="report">What it says; null when a feed without message types says nothing.</param>
    /// <returns><see cref="DropReason.None"/>, <see cref="DropReason.BadNumber"/> or <see cref="DropReason.Malformed"/> for a text that is none.</returns>
    public DropReason Read(JsonView view, Mmsi mmsi, in Origin origin, out StaticReport? report)
    {
        var hash = Hash(view, origin);
        if (interning.TryGet(mmsi, hash, out report))
        {
            return DropReason.None;
        }

        var reason = Build(view, mmsi, origin, out report);
        if (reason == DropReason.None)
        {
            report = interning.Add(mmsi, hash, report);
        }

        return reason;
    }

    private static ulong Hash(JsonView view, in Origin origin)
    {
        var hash = ((ulong)origin.MessageType << 32) | ((ulong)origin.Feed << 16) | ((ulong)origin.Part << 8) | (uint)origin.DraughtUnitsPerMetre;
        for (var field = JsonField.ImoNumber; field <= JsonField.Destination; field++)
        {
            if (view.Has(field))
            {
                hash = ByteHash.Of(view[field], hash + (ulong)field);
            }
        }

        return hash;
    }

    private static DropReason Build(JsonView view, Mmsi mmsi, in Origin origin, out StaticReport? report)
    {
        report = null;
        if (!view.TryMetres(JsonField.ToBow, 511, out var bow)
            || !view.TryMetres(JsonField.ToStern, 511, out var stern)
            || !view.TryMetres(JsonField.ToPort, 63, out var port)
            || !view.TryMetres(JsonField.ToStarboard, 63, out var starboard)
            || !view.TryMetres(JsonField.Length, StaticFields.MaxExtentMetres, out var length)
            || !view.TryMetres(JsonField.Breadth, StaticFields.MaxExtentMetres, out var breadth)
            || !view.TryDraught(JsonField.Draught, origin.DraughtUnitsPerMetre, out var draught))
        {
            return DropReason.BadNumber;
        }

        if (!view.TryText(JsonField.CallSign, origin.IsExact, out var callSign)
            || !view.TryText(JsonField.Name, origin.IsExact, out var name)
            || !view.TryText(JsonField.Destination, origin.IsExact, out var destination))
        {
            return DropReason.Malformed;
        }

        if (origin.Part == Part.A)
        {
            report = new StaticReport(mmsi, Name: name, MessageType: origin.MessageType);
            return DropReason.None;
        }

        // A craft of a parent ship sends the parent's MMSI where others send their size.
        if (origin is { MessageType: 24, IsExact: false } && mmsi.Kind == StationKind.AuxiliaryCraft)
        {
            bow = stern = port = starboard = null;
        }

        var read = new StaticReport(
            mmsi,
            view.TryWhole(JsonField.ImoNumber, out var imo) ? StaticFields.ImoNumber(imo) : null,
            callSign,
            origin.Part == Part.B ? null : name,
            view.TryWhole(JsonField.ShipType, out var type) ? StaticFields.ShipType(type) : null,
            bow,
            stern,
            port,
            starboard,
            length ?? StaticFields.Metres((uint)((bow ?? 0) + (stern ?? 0))),
            breadth ?? StaticFields.Metres((uint)((port ?? 0) + (starboard ?? 0))),
            draught,
            destination,
            origin.MessageType,
            origin.Feed);
        report = origin.MessageType == 0 && read == new StaticReport(mmsi, Feed: origin.Feed) ? null : read;
        return DropReason.None;
    }
}
