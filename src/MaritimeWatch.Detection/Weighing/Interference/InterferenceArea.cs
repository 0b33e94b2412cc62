using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Weighing.Interference;

/// <summary>An area in which satellite navigation is interfered with: whose tracks jumped there, from where, to where.</summary>
internal sealed class InterferenceArea(string id, Instant since, GeoPosition centre)
{
    private readonly SortedDictionary<ulong, TrackJump> members = [];

    public string Id { get; } = id;

    /// <summary>When the first of them jumped.</summary>
    public Instant Since { get; } = since;

    /// <summary>The middle of the places they jumped from.</summary>
    public GeoPosition Centre { get; } = centre;

    /// <summary>Each member's widest jump, by MMSI and hull.</summary>
    public IReadOnlyDictionary<ulong, TrackJump> Members => members;

    public Instant LastJump { get; private set; } = since;

    /// <summary>When it closed, or <see cref="Instant.MaxValue"/>.</summary>
    public Instant Ended { get; set; } = Instant.MaxValue;

    public Instant LastTold { get; set; }

    public int MembersTold { get; set; }

    /// <summary>Takes a jump in; whether its vessel is new.</summary>
    public bool Add(in TrackJump jump)
    {
        var key = PictureSample.KeyOf(jump.Mmsi, jump.Track);
        LastJump = Instant.Max(LastJump, jump.Time);
        var isKnown = members.TryGetValue(key, out var known);
        if (!isKnown || jump.Metres > known.Metres)
        {
            members[key] = jump;
        }

        return !isKnown;
    }

    /// <summary>Whether a jump begins or ends in the area.</summary>
    public bool Touches(in TrackJump jump, double withinMetres)
    {
        var plane = new LocalPlane(Centre);
        return plane.DistanceTo(jump.From) <= withinMetres || plane.DistanceTo(jump.To) <= withinMetres;
    }
}
