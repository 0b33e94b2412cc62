using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Neighbours;

/// <summary>A ship that leaves her circle astern with a tug alongside is being shifted (detectors.md C.4).</summary>
/// <remarks>
/// Only a tug that was there when she was first told of explains it, and only for as long as she stays: one that comes later comes to the help of a
/// ship that drags. What is an alarm by then, with an asset in reach, is never silent: it is lowered by one step, and that stands until it gets worse.
/// </remarks>
internal sealed class TugWeigher(NeighbourOptions options) : IWeigher
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(6);

    // No shift takes a day.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly Dictionary<(ulong Vessel, Instant Since), bool> attended = [];

    public bool Concerns(AlertKind kind) => kind == AlertKind.DragAtAnchor;

    public void Tick(SeaPicture picture, List<Finding> findings, HeldBackLog heldBack)
    {
        foreach (var old in attended.Keys.Where(drag => picture.Now - drag.Since > Remembered).ToList())
        {
            attended.Remove(old);
        }
    }

    public Verdict Judge(Finding finding, SeaPicture picture, Instant now)
    {
        if (finding.Vessel is not { } vessel || picture.Find(vessel.Mmsi, finding.Track) is not { } self)
        {
            return Verdict.Silence;
        }

        var tug = picture.FindWithin(self.Last.Position, options.TugAlongsideMetres, Fresh)
            .Where(other => other.Key != self.Key && IsTug(other.ShipType) && other.Last.Status != NavigationalStatus.Moored)
            .MinBy(other => other.Key);
        var drag = (self.Key, finding.Since);
        if (!attended.TryGetValue(drag, out var isAttended))
        {
            attended.Add(drag, isAttended = tug is not null);
        }

        var name = tug is null ? "" : $"{Wording.Name(tug.Identity)}, a tug, alongside";
        var explanation = new Explanation("tug alongside", tug is not null && isAttended, tug is null ? $"none within {Wording.Distance(options.TugAlongsideMetres)}" : isAttended ? name : $"{name} now, not when she left her circle");
        return !explanation.Applies ? Verdict.Pass([explanation])
            : finding.Severity >= Severity.Alarm ? Verdict.Lower(name, [explanation])
            : Verdict.Mute(name, [explanation]);
    }

    private static bool IsTug(ShipType? type) => type is { Code: 52 } or { IsTowing: true };
}
