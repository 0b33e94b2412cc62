using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>What is known of each vessel, kept as reports come in; read from the server once. Safe for use by several threads at once.</summary>
/// <remarks>
/// On the server one point a vessel, written when something new is known, and of the time alone at most every ten minutes of event time: after a kill the time may be that much too early.
/// </remarks>
internal sealed class KnownVessels
{
    /// <summary>Longest that somebody who asks waits for what is read from the server once for all: seconds for a hundred thousand vessels. It goes on being read; he may ask again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Far more than there are ships; somebody who makes up MMSIs fills no more memory than this.</summary>
    private const int MostVessels = 500_000;

    private const long SecondsBetweenTimes = 600;

    private readonly Lock gate = new();
    private readonly Dictionary<uint, (StoredVessel Vessel, long WrittenAt)> known = [];
    private readonly HashSet<uint> changed = [];
    private readonly InfluxReader reader;
    private readonly bool isLive;
    private readonly SharedReading stored;
    private uint[]? order;

    /// <summary>Nothing is read yet.</summary>
    /// <param name="reader">Asks the server.</param>
    /// <param name="isLive">Whether reports are noted here; otherwise somebody else writes, and the server is asked each time.</param>
    /// <param name="clock">Measures how long somebody waits.</param>
    public KnownVessels(InfluxReader reader, bool isLive, TimeProvider clock)
    {
        (this.reader, this.isLive) = (reader, isLive);
        stored = new SharedReading(
            Load, Patience, clock, () => new StoreException(StoreFault.Away, reader.Place, new TimeoutException("it has not said yet what it knows of vessels; ask again")));
    }

    /// <summary>Takes in what a vessel said of herself.</summary>
    public void Note(long unixSeconds, StaticReport said)
    {
        lock (gate)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(known, said.Mmsi.Value);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry))
            {
                if (known.Count < MostVessels)
                {
                    known.Add(said.Mmsi.Value, (new StoredVessel(Instant.FromUnixSeconds(unixSeconds), said with { Feed = StaticFeed.None }), long.MinValue));
                    changed.Add(said.Mmsi.Value);
                    order = null;
                }

                return;
            }

            var before = entry.Vessel;
            entry.Vessel = Joined(before, new StoredVessel(Instant.FromUnixSeconds(unixSeconds), said with { Feed = StaticFeed.None }));
            if (entry.Vessel.Static != before.Static || entry.Vessel.Time.UnixSeconds >= entry.WrittenAt + SecondsBetweenTimes)
            {
                changed.Add(said.Mmsi.Value);
            }
        }
    }

    /// <summary>Writes what the server does not know yet.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="withTimes">Also what has changed only in its time.</param>
    public void WriteChanged(LineWriter lines, bool withTimes)
    {
        lock (gate)
        {
            var these = withTimes ? known.Where(entry => entry.Value.Vessel.Time.UnixSeconds > entry.Value.WrittenAt).Select(entry => entry.Key).Union(changed).ToList() : [.. changed];
            foreach (var mmsi in these)
            {
                ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(known, mmsi);
                InfluxPoints.Known(lines, entry.Vessel);
                entry.WrittenAt = entry.Vessel.Time.UnixSeconds;
            }

            changed.Clear();
        }
    }

    /// <exception cref="StoreException">The server cannot be asked.</exception>
    public StoredVessel? Find(Mmsi mmsi)
    {
        if (isLive)
        {
            stored.Await(CancellationToken.None);
            lock (gate)
            {
                return known.TryGetValue(mmsi.Value, out var entry) ? entry.Vessel : null;
            }
        }

        return Stored($"{InfluxSchema.Of(mmsi)} AND ", CancellationToken.None).FirstOrDefault();
    }

    /// <exception cref="StoreException">The server cannot be asked.</exception>
    public List<StoredVessel> Read(Mmsi first, int limit, CancellationToken cancellation = default)
    {
        if (!isLive)
        {
            var condition = InfluxSchema.From(first);
            return [.. Stored(condition.Length > 0 ? $"{condition[" AND ".Length..]} AND " : "", cancellation).Where(vessel => vessel.Static.Mmsi.Value >= first.Value).Take(limit)];
        }

        stored.Await(cancellation);
        lock (gate)
        {
            order ??= [.. known.Keys.Order()];
            var place = Array.BinarySearch(order, first.Value);
            return [.. order.Skip(place < 0 ? ~place : place).Take(limit).Select(mmsi => known[mmsi].Vessel)];
        }
    }

    private void Load(CancellationToken cancellation)
    {
        var all = Stored("", cancellation).ToList();
        lock (gate)
        {
            foreach (var vessel in all)
            {
                var mmsi = vessel.Static.Mmsi.Value;
                if (known.TryGetValue(mmsi, out var entry))
                {
                    known[mmsi] = (Joined(vessel, entry.Vessel), entry.WrittenAt);
                }
                else if (known.Count < MostVessels)
                {
                    known.Add(mmsi, (vessel, vessel.Time.UnixSeconds));
                }
            }

            order = null;
        }
    }

    /// <summary>The newest word on each field; what comes late fills what is still unknown.</summary>
    private static StoredVessel Joined(StoredVessel before, StoredVessel now) => now.Time >= before.Time
        ? new StoredVessel(now.Time, before.Static.UpdatedBy(now.Static) with { Feed = StaticFeed.None })
        : before with { Static = now.Static.UpdatedBy(before.Static) with { Feed = StaticFeed.None } };

    private IEnumerable<StoredVessel> Stored(string condition, CancellationToken cancellation) => reader.Ask(
        $"SELECT heard_at, {InfluxSchema.StaticFields} {InfluxSchema.From(reader.Client.Options.Database, InfluxSchema.Known)} WHERE {condition}time = 0{InfluxSchema.GroupByVessel}",
        Vessels, cancellation);

    private static IEnumerable<StoredVessel> Vessels(InfluxRows rows)
    {
        while (rows.Read())
        {
            if (InfluxSchema.MmsiOf(rows.Tags) is { } mmsi && rows[1].AsWhole is { } time && InfluxReports.Static(rows, 2, new Mmsi(mmsi)) is var (said, _))
            {
                yield return new StoredVessel(Instant.FromUnixSeconds(time), said);
            }
        }
    }
}
