using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>The fixes under one MMSI, taken apart where no one hull can have made them.</summary>
/// <remarks>Every fix goes to the piece of track it can be reached from, the nearest where there are several: a stray fix becomes a piece of its own, two
/// hulls that share a number become two. Nothing is ever drawn between fixes of two pieces.</remarks>
internal static class HullSplit
{
    private const int MostPieces = 6;

    // The published rule (S1): an implied speed is judged over ten seconds at least.
    private const double LeastSeconds = 10;

    /// <summary>The second highest speed told, in knots, so that one wild figure does not count; 0 where none was.</summary>
    /// <param name="fixes">Her fixes, oldest first.</param>
    /// <param name="options">What no hull does.</param>
    /// <param name="isOne">Whether every fix can be reached from the one before.</param>
    public static double FastestKnots(ReadOnlySpan<PositionReport> fixes, PassageOptions options, out bool isOne)
    {
        var (highest, second, distance) = ((short)0, (short)0, default(FixDistance));
        isOne = true;
        for (var i = 0; i < fixes.Length; i++)
        {
            var speed = fixes[i].RawSpeed;
            if (speed > second && speed <= options.ImplausibleSpeedKnots * 10)
            {
                (highest, second) = speed > highest ? (speed, highest) : (highest, speed);
            }

            isOne = isOne && (i == 0 || IsReachable(fixes[i - 1], fixes[i], options, ref distance, out _));
        }

        return second / 10.0;
    }

    /// <summary>The pieces of track, each in order of time, in the order in which they begin; single fixes only where there is nothing else.</summary>
    public static List<PositionReport[]> Pieces(ReadOnlySpan<PositionReport> fixes, PassageOptions options)
    {
        var all = new List<List<PositionReport>>();
        var live = new List<List<PositionReport>>();
        var distance = default(FixDistance);
        foreach (ref readonly var fix in fixes)
        {
            List<PositionReport>? nearest = null;
            var best = double.PositiveInfinity;
            foreach (var piece in live)
            {
                if (IsReachable(piece[^1], fix, options, ref distance, out var square) && square < best)
                {
                    (nearest, best) = (piece, square);
                }
            }

            if (nearest is null)
            {
                nearest = [];
                all.Add(nearest);
                live.Add(nearest);
                if (live.Count > MostPieces)
                {
                    // A stray fix goes before a ship, whoever was heard longest ago before whoever was heard just now.
                    live.Remove(live.Take(MostPieces).MinBy(piece => (piece.Count > 1, piece[^1].Time))!);
                }
            }

            nearest.Add(fix);
        }

        var tracks = all.Where(piece => piece.Count > 1).Select(piece => piece.ToArray()).ToList();
        return tracks.Count > 0 ? tracks : [.. all.Select(piece => piece.ToArray())];
    }

    private static bool IsReachable(in PositionReport from, in PositionReport to, PassageOptions options, ref FixDistance distance, out double square)
    {
        square = distance.Square(from, to);
        var jump = options.ImplausibleJumpMetres;
        if (square <= jump * jump)
        {
            return true;
        }

        var made = Math.Max(LeastSeconds, (to.Time - from.Time).TotalSeconds) * options.ImplausibleSpeedKnots * Nautical.MetresPerSecondPerKnot;
        return square <= made * made;
    }
}
