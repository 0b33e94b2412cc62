using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Raising;

/// <summary>Whom or what an alert is about: while one of a kind is open for a subject, no second opens (detectors.md E rule 1).</summary>
/// <param name="Mmsi">The vessel, or null for an area.</param>
/// <param name="Track">Which of the hulls under her MMSI; 0 for the first or only one.</param>
/// <param name="AreaId">The area of an alert without a vessel; null for a vessel's.</param>
/// <param name="Kind">Kind of situation.</param>
internal readonly record struct Subject(Mmsi? Mmsi, byte Track, string? AreaId, AlertKind Kind) : IComparable<Subject>
{
    public static Subject Of(Finding finding) =>
        new(finding.Vessel?.Mmsi, finding.Track, finding.Vessel is null ? finding.AreaId : null, finding.Kind);

    /// <summary>Areas first, then vessels by MMSI and hull, then by kind.</summary>
    public int CompareTo(Subject other)
    {
        var byVessel = (Mmsi?.Value ?? 0, Mmsi.HasValue, Track).CompareTo((other.Mmsi?.Value ?? 0, other.Mmsi.HasValue, other.Track));
        return byVessel != 0 ? byVessel
            : Kind != other.Kind ? Kind.CompareTo(other.Kind)
            : string.CompareOrdinal(AreaId, other.AreaId);
    }
}
