using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Identifiers from the evidence: a replay gives the same ones (detectors.md E rule 3).</summary>
internal static class AlertIds
{
    /// <summary>The identifier of the situation that a finding opens.</summary>
    public static string Create(Finding finding)
    {
        var place = finding.Asset?.Id ?? finding.AreaId ?? "open-sea";
        return finding.Vessel is { } vessel
            ? Create(finding.Kind, vessel.Mmsi, place, finding.Since, finding.Track)
            : $"{Slug(finding.Kind)}-{place}-{finding.Since.ToCompactString()}";
    }

    /// <summary>
    /// <c>kind-mmsi-asset-start</c>, e.g. <c>loitering-219000606-nemo-link-20241117T000000Z</c>; the context area where no asset is concerned, else <c>open-sea</c>.
    /// The second and further hulls under one MMSI are told by a letter: <c>loitering-219000606-b-nemo-link-…</c>.
    /// </summary>
    public static string Create(AlertKind kind, Mmsi mmsi, string place, Instant since, byte track = 0) =>
        $"{Slug(kind)}-{mmsi}{(track == 0 ? "" : $"-{(char)('a' + track)}")}-{place}-{since.ToCompactString()}";

    /// <summary>The kind as part of an identifier, e.g. <c>drag-at-anchor</c>.</summary>
    public static string Slug(AlertKind kind) => kind switch
    {
        AlertKind.Loitering => "loitering",
        AlertKind.RepeatedCrossing => "repeated-crossing",
        AlertKind.AnchoredOnAsset => "anchored-on-asset",
        AlertKind.DragAtAnchor => "drag-at-anchor",
        AlertKind.PoweredDrag => "powered-drag",
        AlertKind.Drifting => "drifting",
        AlertKind.Trawling => "trawling",
        AlertKind.DarkGap => "dark-gap",
        AlertKind.KinematicSpoof => "kinematic-spoof",
        AlertKind.DuplicateMmsi => "duplicate-mmsi",
        AlertKind.IdentityChange => "identity-change",
        AlertKind.ImplausiblePosition => "implausible-position",
        AlertKind.AreaInterference => "area-interference",
        AlertKind.FeedHealth => "feed-health",
        AlertKind.RouteDeviation => "route-deviation",
        AlertKind.RestrictedArea => "restricted-area",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without a slug"),
    };
}
