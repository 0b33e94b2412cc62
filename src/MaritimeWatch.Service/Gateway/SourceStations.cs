using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway;

/// <summary>The stations that heard what one source brings, as far as its messages tell: how much of each, and when last. Called by any thread.</summary>
/// <param name="give">Gives a station its number.</param>
internal sealed class SourceStations(Func<string, ushort> give)
{
    /// <summary>Told apart at most; what further ones hear is counted together. Design value: more than a national network has.</summary>
    public const int Most = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Tally> byName = new(StringComparer.Ordinal);
    private long beyond;

    /// <summary>Messages of stations beyond those that are told apart.</summary>
    public long Beyond => Volatile.Read(ref beyond);

    /// <summary>A message came.</summary>
    /// <param name="station">Who heard it, as it tells; null where it does not.</param>
    /// <param name="now">When.</param>
    /// <returns>The station's number, or <see cref="ReportBatch.NoStation"/>.</returns>
    public ushort Heard(string? station, Instant now)
    {
        if (station is null)
        {
            return ReportBatch.NoStation;
        }

        lock (gate)
        {
            if (!byName.TryGetValue(station, out var tally))
            {
                if (byName.Count == Most)
                {
                    beyond++;
                    return ReportBatch.NoStation;
                }

                byName.Add(station, tally = new Tally { Number = give(station) });
            }

            tally.Messages++;
            tally.Last = now;
            return tally.Number;
        }
    }

    /// <summary>The number of a station that was heard, or <see cref="ReportBatch.NoStation"/>.</summary>
    public ushort NumberOf(string? station)
    {
        lock (gate)
        {
            return station is not null && byName.TryGetValue(station, out var tally) ? tally.Number : ReportBatch.NoStation;
        }
    }

    /// <summary>All of them, those that hear most first.</summary>
    public IReadOnlyList<HeardStation> List()
    {
        lock (gate)
        {
            return [.. byName.Select(one => new HeardStation(one.Key, one.Value.Messages, one.Value.Last)).OrderByDescending(one => one.Messages).ThenBy(one => one.Name, StringComparer.Ordinal)];
        }
    }

    private sealed class Tally
    {
        public ushort Number { get; init; }

        public long Messages { get; set; }

        public Instant Last { get; set; }
    }
}
