using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Which facts of a vessel's particulars have become others, beyond spelling, rounding and the habits of sources.</summary>
/// <remarks>
/// No change: something said for the first time or no longer, a name within two letters or cut short, padding and case, sizes within 2 m, an antenna moved
/// fore and aft, the size of a towing vessel (it is that of the tow), the size field of a parent ship's craft, and a word of another message or feed
/// than the one before: sources disagree for years.
/// </remarks>
internal static class IdentityComparison
{
    // Below this a length is what transponders are delivered with.
    private const int LeastLengthMetres = 5;

    /// <summary>Whether anything that tells who she is was said before and is said otherwise now; most new particulars are a draught or a destination.</summary>
    public static bool Differs(VesselParticulars before, VesselParticulars after) =>
        (before.Name is not null && before.Name != after.Name)
        || (before.CallSign is not null && before.CallSign != after.CallSign)
        || (before.ImoNumber is not null && before.ImoNumber != after.ImoNumber)
        || (before.LengthMetres is not null && before.LengthMetres != after.LengthMetres)
        || (before.BreadthMetres is not null && before.BreadthMetres != after.BreadthMetres);

    /// <summary>Adds what has changed.</summary>
    public static void Compare(VesselParticulars before, VesselParticulars after, IdentityChangeOptions options, List<IdentityFactChange> changes)
    {
        if (before.Name is { } oldName && after.Name is { } newName && IsOneSource(oldName, newName) && !IsSameWord(oldName.Value, newName.Value, options.MaxNameEdits))
        {
            changes.Add(new IdentityFactChange("name", oldName.Value, newName.Value, newName.Since));
        }

        if (before.CallSign is { } oldSign && after.CallSign is { } newSign && IsOneSource(oldSign, newSign) && !IsSameWord(oldSign.Value, newSign.Value, 0))
        {
            changes.Add(new IdentityFactChange("call sign", oldSign.Value, newSign.Value, newSign.Since));
        }

        if (before.ImoNumber is { } oldImo && after.ImoNumber is { } newImo && IsOneSource(oldImo, newImo) && oldImo.Value != newImo.Value)
        {
            changes.Add(new IdentityFactChange("IMO number", $"{oldImo.Value}", $"{newImo.Value}", newImo.Since));
        }

        var isTow = after.ShipType?.Value is { IsTowing: true } or { Code: 52 } || before.ShipType?.Value is { IsTowing: true } or { Code: 52 };
        if (!isTow
            && after.Mmsi.Kind != StationKind.AuxiliaryCraft
            && before is { LengthMetres: { } oldLength, BreadthMetres: { } oldBreadth }
            && after is { LengthMetres: { } newLength, BreadthMetres: { } newBreadth }
            && IsOneSource(oldLength, newLength)
            && Math.Min(oldLength.Value, newLength.Value) >= LeastLengthMetres
            && (Math.Abs(oldLength.Value - newLength.Value) > options.MaxSizeDifferenceMetres || Math.Abs(oldBreadth.Value - newBreadth.Value) > options.MaxSizeDifferenceMetres))
        {
            changes.Add(new IdentityFactChange(
                "size", $"{oldLength.Value} x {oldBreadth.Value} m", $"{newLength.Value} x {newBreadth.Value} m", Instant.Max(newLength.Since, newBreadth.Since)));
        }
    }

    /// <summary>Whether two words are one, but for so many letters, case, padding and being cut short.</summary>
    public static bool IsSameWord(string word, string other, int maxEdits)
    {
        var a = Bare(word);
        var b = Bare(other);
        return a.Length == 0 || b.Length == 0 || a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal) || Edits(a, b) <= maxEdits;
    }

    private static bool IsOneSource<T>(in Said<T> before, in Said<T> after) => before.MessageType == after.MessageType && before.Feed == after.Feed;

    // Letters and digits alone; nought and O, one and I are typed for each other.
    private static string Bare(string word) => string.Concat(word.ToUpperInvariant().Where(char.IsLetterOrDigit).Select(letter => letter switch { '0' => 'O', '1' => 'I', _ => letter }));

    /// <summary>Letters to insert, leave out or change (Levenshtein).</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
