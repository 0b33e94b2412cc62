using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Forensics;

/// <summary>A way in which a vessel may have been where the fault was.</summary>
/// <param name="Kind">How sure that is.</param>
/// <param name="Approach">The stay it is a part of.</param>
/// <param name="Point">The crossing, else the closest place.</param>
/// <param name="Earliest">From when on.</param>
/// <param name="Latest">Until when.</param>
internal sealed record Presence(PresenceKind Kind, Approach Approach, PassagePoint Point, Instant Earliest, Instant Latest)
{
    /// <summary>Every crossing of an approach, and the stay itself.</summary>
    public static IEnumerable<Presence> Of(Approach approach)
    {
        var crossing = approach.IsPossible ? PresenceKind.SilentAcross : PresenceKind.Crossed;
        foreach (var point in approach.Crossings)
        {
            yield return new Presence(crossing, approach, point, point.Earliest, point.Latest);
        }

        if (!approach.IsPossible)
        {
            yield return new Presence(PresenceKind.Neared, approach, approach.Closest, approach.From, approach.To);
        }
        else if (!approach.Crossed)
        {
            var isStale = approach.Closest.Before is null || approach.Closest.After is null;
            var kind = isStale ? PresenceKind.Stale : PresenceKind.SilentInReach;
            yield return new Presence(kind, approach, approach.Closest, approach.Closest.Earliest, approach.Closest.Latest);
        }
    }

    /// <summary>The moment of it that is nearest to another.</summary>
    public Instant Nearest(Instant to) => Instant.Max(Earliest, Instant.Min(Latest, to));
}
