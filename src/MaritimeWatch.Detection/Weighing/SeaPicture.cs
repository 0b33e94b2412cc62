using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>The whole sea as of one minute: every vessel's last sample, findable by place.</summary>
/// <remarks>What was heard in the minute before is given in no order between vessels (one vessel's own samples are in order): no rule may depend on it.</remarks>
internal sealed class SeaPicture
{
    private const double CellDegrees = 0.1;

    private readonly Dictionary<ulong, VesselPicture> vessels = [];
    private readonly Dictionary<(int, int), List<VesselPicture>> cells = [];

    /// <summary>Everything before this minute is in the picture.</summary>
    public Instant Now { get; private set; } = Instant.MinValue;

    /// <summary>Samples of the minute before <see cref="Now"/>, in no order between vessels.</summary>
    public IReadOnlyList<PictureSample> Samples { get; private set; } = [];

    /// <summary>Confirmed jumps of that minute, by time and vessel.</summary>
    public IReadOnlyList<TrackJump> Jumps { get; private set; } = [];

    /// <summary>Late position reports of that minute, by the watermark at their coming, vessel and time.</summary>
    public IReadOnlyList<LateFix> LateFixes { get; private set; } = [];

    /// <summary>Vessels that were found silent in that minute, by time and vessel.</summary>
    public IReadOnlyList<SilenceFact> Silences { get; private set; } = [];

    /// <summary>Vessels known.</summary>
    public int Vessels => vessels.Count;

    /// <summary>A vessel, or null when she was never seen.</summary>
    public VesselPicture? Find(Mmsi mmsi, byte track = 0) => vessels.GetValueOrDefault(PictureSample.KeyOf(mmsi, track));

    /// <summary>What is known of a vessel; the MMSI alone where nothing is.</summary>
    public VesselIdentity IdentityOf(Mmsi mmsi, byte track = 0) => Find(mmsi, track)?.Identity ?? new VesselIdentity(mmsi, null, null, null, null, null);

    /// <summary>Vessels last seen within a radius of a place and not longer ago than an age, by MMSI and hull.</summary>
    public List<VesselPicture> FindWithin(GeoPosition place, double metres, TimeSpan notOlderThan)
    {
        var plane = new LocalPlane(place);
        var reachLatitude = (int)Math.Ceiling(metres / plane.MetresPerDegreeLatitude / CellDegrees);
        var reachLongitude = (int)Math.Ceiling(metres / Math.Max(plane.MetresPerDegreeLongitude, 1000) / CellDegrees);
        var (row, column) = CellOf(place);
        var found = new List<VesselPicture>();
        for (var i = row - reachLatitude; i <= row + reachLatitude; i++)
        {
            for (var j = column - reachLongitude; j <= column + reachLongitude; j++)
            {
                if (cells.TryGetValue((i, j), out var inCell))
                {
                    foreach (var vessel in inCell)
                    {
                        if (Now - vessel.Last.Time <= notOlderThan && plane.DistanceTo(vessel.Last.Position) <= metres)
                        {
                            found.Add(vessel);
                        }
                    }
                }
            }
        }

        found.Sort((a, b) => a.Key.CompareTo(b.Key));
        return found;
    }

    /// <summary>Moves on to a minute with what was heard before it.</summary>
    public void MoveTo(Instant minute, MinuteOfSea heard)
    {
        Now = minute;
        Samples = heard.Samples;
        Jumps = heard.Jumps;
        LateFixes = heard.LateFixes;
        Silences = heard.Silences;
        foreach (var gone in heard.Gone)
        {
            Forget(gone.Mmsi);
        }

        foreach (ref readonly var sample in CollectionsMarshal.AsSpan(heard.Samples))
        {
            var vessel = Admit(sample.Key);
            vessel.Observe(sample);
            Place(vessel, CellOf(sample.Position));
        }

        foreach (var fact in heard.Identities)
        {
            var vessel = Admit(PictureSample.KeyOf(fact.Identity.Mmsi, 0));
            vessel.Identity = fact.Identity;
            vessel.ShipType = fact.ShipType;
        }
    }

    private static (int, int) CellOf(GeoPosition place) => ((int)Math.Floor(place.Latitude / CellDegrees), (int)Math.Floor(place.Longitude / CellDegrees));

    private VesselPicture Admit(ulong key)
    {
        ref var vessel = ref CollectionsMarshal.GetValueRefOrAddDefault(vessels, key, out _);
        return vessel ??= new VesselPicture(key);
    }

    private void Forget(Mmsi mmsi)
    {
        for (var hull = 0; hull < HullTracks.MostHulls; hull++)
        {
            if (vessels.Remove(PictureSample.KeyOf(mmsi, (byte)hull), out var vessel)
                && vessel.Cell is { } cell && cells.TryGetValue(cell, out var left) && left.Remove(vessel) && left.Count == 0)
            {
                cells.Remove(cell);
            }
        }
    }

    private void Place(VesselPicture vessel, (int, int) cell)
    {
        if (vessel.Cell == cell)
        {
            return;
        }

        if (vessel.Cell is { } old && cells.TryGetValue(old, out var left))
        {
            left.Remove(vessel);
        }

        if (!cells.TryGetValue(cell, out var entered))
        {
            cells.Add(cell, entered = []);
        }

        entered.Add(vessel);
        vessel.Cell = cell;
    }
}
