using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Crossings of assets by a leg sailed or by a course held.</summary>
internal sealed class AssetCrossings(LegTable table, CellGrid grid, BoxTree tree)
{
    private const double MaxRangeMetres = 500_000;

    // A rhumb line is replaced by chords of this length; at 70 degrees of latitude a chord is off by less than 2 m.
    private const double ChordMetres = 5_000;

    // About a centimetre: how far to look before and behind the edge of an area to tell entering from leaving.
    private const double EdgeDegrees = 1e-7;

    public int Find(GeoPosition from, GeoPosition to, Instant time, Span<AssetCrossing> results)
    {
        var leg = new LegCrossing(from, to);
        var found = new CrossingsInOrder(results, leg.Degrees);
        var box = leg.Box;
        var (lowRow, highRow) = (CellGrid.Row(box.South), CellGrid.Row(box.North));
        var (lowColumn, highColumn) = (CellGrid.Column(box.West), CellGrid.Column(box.East));
        if (highRow - lowRow <= 1 && highColumn - lowColumn <= 1)
        {
            // The usual leg lies in one to four cells, and whatever it crosses is listed there.
            for (var row = lowRow; row <= highRow; row++)
            {
                for (var column = lowColumn; column <= highColumn; column++)
                {
                    foreach (var run in grid.ReachIn(row, column))
                    {
                        // Surveyed lines have dozens of runs in a cell; most are elsewhere in it.
                        if (table.Runs[run].Legs == 1 || table.Boxes[run].Intersects(box) || box.East > 180 || box.West < -180)
                        {
                            AddCrossings(leg, table.Runs[run], time, ref found);
                        }
                    }
                }
            }

            return found.Count;
        }

        var search = tree.Find(box);
        while (search.TryNext(out var run))
        {
            AddCrossings(leg, table.Runs[run], time, ref found);
        }

        return found.Count;
    }

    public int Project(GeoPosition origin, double courseDegrees, double rangeMetres, Instant time, Span<ProjectedCrossing> results)
    {
        var found = new NearestFirst<ProjectedCrossing>(results);
        AddAreasAt(origin, time, ref found);
        var (sin, cos) = Math.SinCos(courseDegrees * Math.PI / 180);
        var range = Math.Min(rangeMetres, MaxRangeMetres);
        var from = origin;
        for (var sailed = 0.0; sailed < range; sailed += ChordMetres)
        {
            var chord = Math.Min(ChordMetres, range - sailed);
            var to = Sail(from, chord * sin, chord * cos);
            AddFirst(from, to, sailed, chord, time, ref found);
            if (found.Count == results.Length || !to.IsValid)
            {
                // What comes later is farther.
                break;
            }

            from = to;
        }

        return found.Count;
    }

    private void AddFirst(GeoPosition from, GeoPosition to, double sailed, double chord, Instant time, ref NearestFirst<ProjectedCrossing> found)
    {
        var leg = new LegCrossing(from, to);
        var search = tree.Find(leg.Box);
        while (search.TryNext(out var index))
        {
            ref readonly var run = ref table.Runs[index];
            var chain = table.ChainOf(run);
            for (var i = 0; i < run.Legs; i++)
            {
                if (leg.TryCross(chain[i], chain[i + 1], out var fraction) && Counts(run.Asset, leg, fraction, time))
                {
                    found.Add(new ProjectedCrossing(table.Assets[run.Asset], sailed + (fraction * chord), leg.At(fraction)));
                }
            }
        }
    }

    private void AddCrossings(in LegCrossing leg, in LegRun run, Instant time, ref CrossingsInOrder found)
    {
        var chain = table.ChainOf(run);
        for (var i = 0; i < run.Legs; i++)
        {
            if (leg.TryCross(chain[i], chain[i + 1], out var fraction) && Counts(run.Asset, leg, fraction, time))
            {
                found.Add(new AssetCrossing(table.Assets[run.Asset], fraction, leg.At(fraction)));
            }
        }
    }

    private bool Counts(int asset, in LegCrossing leg, double fraction, Instant time)
    {
        if (!table.Validities[asset].Holds(time))
        {
            return false;
        }

        if (table.Shapes[asset] is not { } shape)
        {
            return true;
        }

        var step = EdgeDegrees / leg.Degrees;
        return shape.Contains(leg.At(fraction + step)) && !shape.Contains(leg.At(fraction - step));
    }

    private void AddAreasAt(GeoPosition origin, Instant time, ref NearestFirst<ProjectedCrossing> found)
    {
        foreach (var index in grid.ReachAt(origin))
        {
            ref readonly var run = ref table.Runs[index];
            if (run.Legs == 0 && table.Validities[run.Asset].Holds(time) && table.Shapes[run.Asset]!.Contains(origin))
            {
                found.Add(new ProjectedCrossing(table.Assets[run.Asset], 0, origin));
            }
        }
    }

    private static GeoPosition Sail(GeoPosition from, double eastMetres, double northMetres)
    {
        // Mid-latitude sailing: radii of curvature half way along the chord.
        var rough = new LocalPlane(from);
        var half = new LocalPlane(new GeoPosition(from.Latitude + (northMetres / rough.MetresPerDegreeLatitude / 2), from.Longitude));
        var longitude = from.Longitude + (eastMetres / half.MetresPerDegreeLongitude);
        return new GeoPosition(
            from.Latitude + (northMetres / half.MetresPerDegreeLatitude),
            longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude);
    }
}
