using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Which difference of the table explains that a member is not the same; each rule holds the two values against each other.</summary>
internal static partial class GpsdRules
{
    /// <summary>The row that explains a difference, or null.</summary>
    /// <param name="member">The member that differs.</param>
    /// <param name="theirs">gpsd's message.</param>
    /// <param name="entry">Ours of the same sender.</param>
    public static GpsdDifference? Explain(string member, GpsdMessage theirs, OurJson entry)
    {
        var ours = entry.Message;
        var (gpsd, we) = (theirs[member], ours[member]);
        return (ours.Type, ours.Application, member) switch
        {
            (1 or 2 or 3, _, "turn") when gpsd is not null && gpsd == we?.TrimStart('-') => GpsdDifference.TurnSign,
            (1 or 2 or 3, _, "status_text") when gpsd == "Reserved" && ours.Number("status") is 11 or 12 or 14 => GpsdDifference.StatusWords,
            (27, _, "status") when gpsd == GpsdWords(ours["status_text"]!) => GpsdDifference.LongRangeStatus,
            (27, _, "status_text") when gpsd is null => GpsdDifference.LongRangeStatus,
            (27, _, "lon" or "lat") when Math.Abs(theirs.Real(member) - ours.Real(member)) <= 0.0501 => GpsdDifference.LongRangeDecimals,
            (21, _, "name") when gpsd!.Length > 34 && gpsd[..34] == we => GpsdDifference.LongName,
            (21, _, "accuracy" or "lon") when theirs["name"]!.Length > 34 => GpsdDifference.LongName,
            (24, _, "vendorid") when gpsd![..Math.Min(3, gpsd!.Length)].TrimEnd() == we => GpsdDifference.VendorIdentifier,
            (24, _, "part") when gpsd is null && we == "B" => GpsdDifference.SplitHalves,
            (24, _, "shipname") when we is null && ours["part"] == "B" => GpsdDifference.SplitHalves,
            (26, _, "radio") when gpsd == "0" => GpsdDifference.SlotRadio,
            (20, _, _) when IsBeyond(member, gpsd!, we!, entry.Bits) => GpsdDifference.UnusedBits,
            (_, _, "data") when Masked(gpsd!) == we => GpsdDifference.UnusedBits,
            (6, (1, 16), "persons") => GpsdDifference.PersonsOnBoard,
            (8, (1, 16), "persons" or "data") => GpsdDifference.PersonsOnBoard,
            (6, (1, 15), "airdraught") => GpsdDifference.AirDraught,
            (6, (1, 14), "tidals") when IsTenthOf(gpsd!, we!, ours.IsScaled) => ours.IsScaled ? GpsdDifference.TidalScale : GpsdDifference.PartialElement,
            (6, (1, 32), "tidals") or (6, (1, 25), "cargos") when IsPrefix(we!, gpsd!, atMost: 1) => GpsdDifference.PartialElement,
            (6, (1, 28), "waypoints") or (8, (1, 27), "waypoints") when IsPrefix(we!, gpsd!, atMost: 16) => GpsdDifference.PartialElement,
            (8, (1, 17), "targets") when AreTargets(gpsd!, we!) => GpsdDifference.SyntheticTarget,
            (8, (1, 31), "waterlevel") when IsUnsigned(gpsd!, we!) => GpsdDifference.WaterLevel,
            (8, (200, 23), "start") when Start().Replace(gpsd!, "$1$4T$2:$3") == we => GpsdDifference.WarningStart,
            (8, (1, 19), "lon" or "lat") when !ours.IsScaled && Math.Abs(theirs.Real(member) - (ours.Real(member) / 60_000)) <= 0.00005001 => GpsdDifference.SignalPosition,
            _ when we is not null && gpsd is not null && IsText(member) && IsCut(we, gpsd) => GpsdDifference.CutCharacter,
            _ => null,
        };
    }

    /// <summary>gpsd's words for a status where they are not ours.</summary>
    private static string GpsdWords(string words) =>
        words is "Power-driven vessel towing astern" or "Power-driven vessel pushing ahead or towing alongside" or "AIS-SART is active" ? "Reserved" : words;

    /// <summary>Whether gpsd has one character more, spaces before it aside.</summary>
    private static bool IsCut(string we, string gpsd) =>
        gpsd.Length > we.Length && gpsd.StartsWith(we, StringComparison.Ordinal) && string.IsNullOrWhiteSpace(gpsd[we.Length..^1]);

    private static bool IsText(string member) =>
        member is "destination" or "text" or "closeto" or "portname" or "berth_name" or "imdcat" or "dangerous" or "reason" or "closefrom" or "station"
            or "lastport" or "nextport" or "name";

    /// <summary>Whether a number of a reservation differs only in bits that were not sent.</summary>
    private static bool IsBeyond(string member, string gpsd, string we, int bits)
    {
        var (start, length) = member[..^1] switch
        {
            "offset" => (0, 12),
            "number" => (12, 4),
            "timeout" => (16, 3),
            _ => (19, 11),
        };
        var unsent = Math.Clamp(40 + (30 * (member[^1] - '1')) + start + length - bits, 0, length);
        return int.Parse(gpsd, CultureInfo.InvariantCulture) >> unsent == int.Parse(we, CultureInfo.InvariantCulture) >> unsent;
    }

    /// <summary>Raw bits with those beyond their count cleared.</summary>
    private static string Masked(string data)
    {
        var colon = data.IndexOf(':', StringComparison.Ordinal);
        var rest = int.Parse(data[..colon], CultureInfo.InvariantCulture) % 8;
        if (rest == 0)
        {
            return data;
        }

        var last = int.Parse(data[^2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (0xFF << (8 - rest));
        return $"{data[..^2]}{last & 0xFF:x2}";
    }

    /// <summary>Whether one array is the beginning of another.</summary>
    private static bool IsPrefix(string shorter, string longer, int atMost)
    {
        var (ours, theirs) = (JsonNode.Parse(shorter)!.AsArray(), JsonNode.Parse(longer)!.AsArray());
        return theirs.Count > ours.Count && theirs.Count <= ours.Count + atMost && ours.Zip(theirs, JsonNode.DeepEquals).All(same => same);
    }

    /// <summary>Whether positions in gpsd's tidal window are ten times ours, and all else the same.</summary>
    private static bool IsTenthOf(string gpsd, string we, bool isScaled)
    {
        var (theirs, ours) = (JsonNode.Parse(gpsd)!.AsArray(), JsonNode.Parse(we)!.AsArray());
        return theirs.Count >= ours.Count && theirs.Count <= ours.Count + 1 && ours.Zip(theirs).All(pair => pair.First!.AsObject().All(member =>
            isScaled && member.Key is "lon" or "lat"
                ? Math.Abs((double)pair.Second![member.Key]! - (10 * (double)member.Value!)) < 0.0011
                : JsonNode.DeepEquals(member.Value, pair.Second![member.Key])));
    }

    /// <summary>gpsd reads 122 bits a target where 120 are sent: the first agrees but for two bits too many of its speed.</summary>
    private static bool AreTargets(string gpsd, string we)
    {
        var (theirs, ours) = (JsonNode.Parse(gpsd)!.AsArray(), JsonNode.Parse(we)!.AsArray());
        return ours.Count == 0 || ours[0]!.AsObject().All(member => member.Key == "speed"
            ? (int)theirs[0]!["speed"]! >> 2 == (int)member.Value!
            : JsonNode.DeepEquals(member.Value, theirs[0]![member.Key]));
    }

    /// <summary>A level below zero as gpsd's unsigned number, 2^32 hundredths too great.</summary>
    private static bool IsUnsigned(string gpsd, string we) =>
        Math.Abs(double.Parse(gpsd, CultureInfo.InvariantCulture) - (double.Parse(we, CultureInfo.InvariantCulture) + 42_949_672.96)) <= 0.11;

    [GeneratedRegex("^(\\d{4}-\\d\\d-)(\\d\\d)T(\\d\\d):(\\d\\d)$")]
    private static partial Regex Start();
}
