using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>One vessel's way inside a region, gathered point by point: exact where it is short, simplified where it is long, so that it is never more than <see cref="Most"/> points.</summary>
public sealed class RegionWay
{
    /// <summary>Most points that are kept.</summary>
    public const int Most = 100;

    /// <summary>So many are gathered before they are simplified.</summary>
    private const int MostGathered = 2 * Most;

    /// <summary>What is left out first: less than a ship's length.</summary>
    private const double FirstToleranceMetres = 25;

    /// <summary>Beyond this a way is no way any more.</summary>
    private const double MostToleranceMetres = 10_000;

    private readonly List<Place> places = [];
    private double toleranceMetres = FirstToleranceMetres;

    /// <summary>How many points are held.</summary>
    public int Count => places.Count;

    /// <summary>The moment of the last point; null before the first.</summary>
    public Instant? Until => places.Count > 0 ? places[^1].Time : null;

    /// <summary>Whether it goes on and is not told: she went in and out more often than points are kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes the next point.</summary>
    /// <param name="report">Where and when; not earlier than the one before.</param>
    /// <param name="isInterpolated">Whether it lies between two fixes.</param>
    /// <param name="goesOn">Whether she came from the point before without leaving the region, as far as is known.</param>
    public void Add(in PositionReport report, bool isInterpolated, bool goesOn)
    {
        if (IsCut || (goesOn && places.Count > 0 && places[^1].Time == report.Time))
        {
            return;
        }

        places.Add(new Place(report.Time, report.RawLatitude, report.RawLongitude, isInterpolated, places.Count > 0 && !goesOn));
        if (places.Count > MostGathered)
        {
            Simplify();
        }
    }

    /// <summary>She will not come again.</summary>
    public void End()
    {
        if (places.Count > Most)
        {
            Simplify();
        }

        places.TrimExcess();
    }

    /// <summary>The points, oldest first: time and place alone.</summary>
    public IEnumerable<TrackFix> Points() => places.Select(place => new TrackFix(place.Report, place.IsInterpolated, place.IsAfterGap));

    private void Simplify()
    {
        var kept = new List<int>();
        while (true)
        {
            var simple = new List<Place>();
            for (var first = 0; first < places.Count;)
            {
                var end = first + 1;
                while (end < places.Count && !places[end].IsAfterGap)
                {
                    end++;
                }

                PositionReport[] stretch = [.. CollectionsMarshal.AsSpan(places)[first..end].ToArray().Select(place => place.Report)];
                TrackSimplifier.Simplify(stretch, toleranceMetres, TimeSpan.MaxValue, kept);
                var begin = first;
                simple.AddRange(kept.Select(number => places[begin + number]));
                first = end;
            }

            places.Clear();
            places.AddRange(simple);
            if (places.Count <= Most)
            {
                return;
            }

            if (toleranceMetres >= MostToleranceMetres)
            {
                places.RemoveRange(Most, places.Count - Most);
                IsCut = true;
                return;
            }

            toleranceMetres *= 2;
        }
    }

    /// <summary>A point in as little room as it needs: of a busy sea there are ten thousands of ways.</summary>
    private readonly record struct Place(Instant Time, int RawLatitude, int RawLongitude, bool IsInterpolated, bool IsAfterGap)
    {
        public PositionReport Report => PositionReport.Create(Time, default, null) with { RawLatitude = RawLatitude, RawLongitude = RawLongitude };
    }
}
