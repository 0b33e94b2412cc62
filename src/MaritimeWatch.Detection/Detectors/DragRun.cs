using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>The fixes in a row that look like a drag, and those astern among them (detectors.md C.4).</summary>
internal struct DragRun
{
    private int misses;
    private int astern;
    private Place first;
    private Place firstAstern;

    /// <summary>Fixes in a row, with single ones that did not fit among them.</summary>
    public int Fixes { get; private set; }

    /// <summary>Takes the next fix that fits.</summary>
    public void Take(Situation situation, bool isAstern)
    {
        var here = Place.Of(situation);
        misses = 0;
        astern = isAstern ? astern + 1 : 0;
        firstAstern = astern == 1 ? here : firstAstern;
        first = Fixes++ == 0 ? here : first;
    }

    /// <summary>A fix that does not fit: one is noise of the course at low speed, two are not.</summary>
    public void Miss()
    {
        if (++misses >= 2)
        {
            Clear();
        }
    }

    /// <summary>The run is over.</summary>
    public void Clear() => this = default;

    /// <summary>Where and when the drag began, if the run is one by now.</summary>
    /// <param name="situation">The fix taken last.</param>
    /// <param name="onlyByWay">Whether she has to have made way at the least speed of a drag from the first fix astern on: she is still about where she lay.</param>
    /// <param name="since">When it began.</param>
    public readonly bool IsDrag(Situation situation, bool onlyByWay, out Instant since)
    {
        var options = situation.Settings.DragAtAnchor;
        var here = Place.Of(situation);
        since = firstAstern.Time;
        if (astern >= options.MinFixes && (!onlyByWay || here.KnotsFrom(firstAstern) >= options.MinSpeedKnots * 0.9))
        {
            var isQuick = situation.Fix.RawHeading >= 0 && here.Time - firstAstern.Time >= options.MinSpan;
            if (isQuick || here.HasGone(firstAstern, options, 1))
            {
                return true;
            }
        }

        // Set sideways takes twice the slow form; an anchor that comes home often begins so.
        since = first.Time;
        return !onlyByWay && Fixes >= options.MinFixes && here.HasGone(first, options, 2);
    }

    private readonly record struct Place(Instant Time, GeoPosition Position)
    {
        public static Place Of(Situation situation) => new(situation.Now, situation.Fix.Position);

        public double KnotsFrom(Place before) => Nautical.Knots(MetresFrom(before), Time - before.Time);

        /// <summary>Whether she went so far in so long, the slow form times over.</summary>
        public bool HasGone(Place before, DragAtAnchorOptions options, int times) =>
            Time - before.Time >= options.SlowFormSpan * times && MetresFrom(before) >= options.SlowFormMetres * times;

        private double MetresFrom(Place before) => new LocalPlane(before.Position).DistanceTo(Position);
    }
}
