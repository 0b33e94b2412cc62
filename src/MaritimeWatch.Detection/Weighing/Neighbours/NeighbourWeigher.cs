using System.Globalization;
using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Weighing.Neighbours;

/// <summary>What the ships about a vessel say to a suspected drag: the same loss of speed, or a ship she slowed down for.</summary>
/// <remarks>
/// D2: two neighbours or more within 5 nm (and a third of those that can be compared) that lost at least half as much of their own speed about the same time
/// explain the loss by weather or tide; so does a slower ship that is within a mile ahead when the loss begins. A notice or warning is then held back, a corroborated alarm is lowered by one step.
/// D1: how many ships at anchor near by have kept their place is shown; it never explains a drag, because in a storm several drag. detectors.md C.4, C.5.
/// </remarks>
internal sealed class NeighbourWeigher(NeighbourOptions options, PoweredDragOptions drag) : IWeigher
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(6);

    public bool Concerns(AlertKind kind) => kind is AlertKind.PoweredDrag or AlertKind.DragAtAnchor;

    public void Tick(SeaPicture picture, List<Finding> findings, HeldBackLog heldBack)
    {
        // The picture itself is the memory.
    }

    public Verdict Judge(Finding finding, SeaPicture picture, Instant now)
    {
        if (finding.Vessel is not { } vessel || picture.Find(vessel.Mmsi, finding.Track) is not { } self || finding.Position is not { } place)
        {
            return Verdict.Silence;
        }

        return finding.Kind == AlertKind.DragAtAnchor ? AtAnchor(self, place, picture) : UnderWay(finding, self, picture, now);
    }

    private static Verdict AtAnchor(VesselPicture self, GeoPosition place, SeaPicture picture)
    {
        var lying = picture.FindWithin(place, 3 * Nautical.MetresPerMile, Fresh).Count(other => other.Key != self.Key && other.Last.IsLying);
        return Verdict.Pass([new Explanation(
            "others at the anchorage", false, lying == 0 ? "no other ship lies within 3 nm" : $"{lying} other ship{(lying == 1 ? " lies" : "s lie")} within 3 nm and kept {(lying == 1 ? "her" : "their")} place")]);
    }

    private Verdict UnderWay(Finding finding, VesselPicture self, SeaPicture picture, Instant now)
    {
        // Where she is in the same picture as they: the finding may be minutes old.
        var place = self.Last.Position;

        // The picture comes a minute at a time: it is asked only for what it has.
        var seen = Instant.Min(now, picture.Now);
        var neighbours = picture.FindWithin(place, options.WithinMetres, Fresh);
        neighbours.RemoveAll(other => other.Key == self.Key || other.Last.IsLying);
        var same = Same(finding, self, neighbours, seen);
        var ahead = Ahead(finding, self, neighbours, now);
        if (!same.Applies && !ahead.Applies)
        {
            return Verdict.Pass([same, ahead]);
        }

        var reason = same.Applies ? $"{same.Name}: {same.Detail}" : $"{ahead.Name}: {ahead.Detail}";
        return finding.Severity >= Severity.Alarm ? Verdict.Lower(reason, [same, ahead]) : Verdict.HoldBack(reason, [same, ahead]);
    }

    private Explanation Same(Finding finding, VesselPicture self, List<VesselPicture> neighbours, Instant now)
    {
        const string Name = "neighbours with the same loss";
        if (SpeedLoss.Of(self, finding.Since, now, 0, options) is not { LossKnots: > 0 } own)
        {
            return new Explanation(Name, false, "her own loss is not in the picture of the sea");
        }

        var compared = 0;
        var slowed = 0;
        foreach (var other in neighbours)
        {
            if (SpeedLoss.Of(other, finding.Since, now, drag.MinBaselineKnots, options) is { } loss)
            {
                compared++;
                slowed += loss.LossKnots >= options.MinLossKnots && loss.Share >= options.SameLossShare * own.Share ? 1 : 0;
            }
        }

        return new Explanation(
            Name,
            slowed >= options.MinSlowed && slowed >= options.MinShareSlowed * compared,
            string.Create(CultureInfo.InvariantCulture, $"{slowed} of {compared} within {options.WithinMetres / Nautical.MetresPerMile:F0} nm lost as much of their own speed"));
    }

    private Explanation Ahead(Finding finding, VesselPicture self, List<VesselPicture> neighbours, Instant now)
    {
        const string Name = "traffic ahead";

        // A ship she comes up with later is none that she slowed down for; what begins late is judged once, when it is first told.
        var isAtOnset = now <= finding.Since + options.SameOnset || (finding.State == AlertState.Raised && now <= finding.OrderTime);
        var course = self.Last.CourseDegrees;
        var usual = self.MedianSpeed(finding.Since - options.Baseline, finding.Since - TimeSpan.FromMinutes(5), 5);
        var plane = new LocalPlane(self.Last.Position);
        foreach (var other in neighbours)
        {
            var (east, north) = plane.ToPlane(other.Last.Position);
            var metres = Math.Sqrt((east * east) + (north * north));
            if (metres <= options.TrafficAheadMetres
                && other.Last.MeanSpeedKnots < usual
                && Angle.Between(Angle.OfVector(east, north), course) <= options.AheadDegrees)
            {
                var who = $"{Wording.Name(other.Identity)} is {Wording.Distance(metres)} ahead at {Wording.Knots(other.Last.MeanSpeedKnots)}";
                return isAtOnset ? new Explanation(Name, true, who) : new Explanation(Name, false, $"{who} now, {Wording.Duration(now - finding.Since)} after the loss began");
            }
        }

        return new Explanation(Name, false, $"no slower ship within {Wording.Distance(options.TrafficAheadMetres)} ahead");
    }
}
