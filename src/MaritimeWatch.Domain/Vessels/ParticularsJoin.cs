namespace MaritimeWatch.Domain.Vessels;

/// <summary>Joins one vessel's static reports into her particulars. One thread at a time.</summary>
/// <remarks>
/// <para>
/// Fact by fact, what was said last by event time holds: a report that comes late never overwrites a newer word, but fills what is still
/// unknown. What a report does not say it does not take back, so that the halves of message 24, which come apart, meet here, and a class A
/// ship keeps the draught of her message 5 while a table repeats her name. Said in the same second, message 5 outweighs 19, 19 outweighs 24,
/// those outweigh feeds and tables; among equals the later one to arrive holds. An IMO number whose check digit does not fit is kept out.
/// </para>
/// <para>Allocates only when a fact changes. A report that is the same instance as the one before is not even looked at.</para>
/// </remarks>
public sealed class ParticularsJoin(Mmsi mmsi)
{
    private readonly Instant[] lastSaid = new Instant[(int)Fact.Count];
    private StaticReport? last;
    private Instant lastTime;

    private enum Fact
    {
        Name,
        ImoNumber,
        CallSign,
        ShipType,
        Antenna,
        Length,
        Breadth,
        Draught,
        Destination,
        Count,
    }

    /// <summary>What is known now; the same instance until a fact changes.</summary>
    public VesselParticulars Known { get; private set; } = new(mmsi);

    /// <summary>The last IMO number said whose check digit does not fit, or null.</summary>
    public uint? RejectedImoNumber { get; private set; }

    /// <summary>Event time at which the name was last said, or <see cref="Instant.MinValue"/> before it ever was.</summary>
    public Instant NameLastSaid => LastSaid(Fact.Name, last?.Name is not null, Known.Name is not null);

    /// <summary>Event time at which the call sign was last said, or <see cref="Instant.MinValue"/>.</summary>
    public Instant CallSignLastSaid => LastSaid(Fact.CallSign, last?.CallSign is not null, Known.CallSign is not null);

    /// <summary>Event time at which the IMO number was last said, or <see cref="Instant.MinValue"/>.</summary>
    public Instant ImoNumberLastSaid => LastSaid(Fact.ImoNumber, last is not null && ImoOf(last) is not null, Known.ImoNumber is not null);

    /// <summary>Event time at which the length was last said, or <see cref="Instant.MinValue"/>.</summary>
    public Instant LengthLastSaid => LastSaid(Fact.Length, last?.LengthMetres is not null, Known.LengthMetres is not null);

    /// <summary>Takes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="time">Its event time.</param>
    /// <returns>Whether <see cref="Known"/> is another instance now.</returns>
    public bool Observe(StaticReport report, Instant time)
    {
        if (ReferenceEquals(report, last) && time >= lastTime)
        {
            lastTime = time;
            return false;
        }

        SettleRepetitions();
        if (report.ImoNumber is { } said && !ImoNumbers.IsValid(said))
        {
            RejectedImoNumber = said;
        }

        var (name, imo, callSign, shipType, antenna) = (Known.Name, Known.ImoNumber, Known.CallSign, Known.ShipType, Known.Antenna);
        var (length, breadth, draught, destination) = (Known.LengthMetres, Known.BreadthMetres, Known.DraughtMetres, Known.Destination);
        var isNews = report.Name is { } newName && Hear(Fact.Name, newName, ref name, report, time);
        isNews |= ImoOf(report) is { } newImo && Hear(Fact.ImoNumber, newImo, ref imo, report, time);
        isNews |= report.CallSign is { } newCallSign && Hear(Fact.CallSign, newCallSign, ref callSign, report, time);
        isNews |= report.ShipType is { } newType && Hear(Fact.ShipType, newType, ref shipType, report, time);
        isNews |= AntennaOf(report) is { } newAntenna && Hear(Fact.Antenna, newAntenna, ref antenna, report, time);
        isNews |= report.LengthMetres is { } newLength && Hear(Fact.Length, newLength, ref length, report, time);
        isNews |= report.BreadthMetres is { } newBreadth && Hear(Fact.Breadth, newBreadth, ref breadth, report, time);
        isNews |= report.DraughtMetres is { } newDraught && Hear(Fact.Draught, newDraught, ref draught, report, time);
        isNews |= report.Destination is { } newDestination && Hear(Fact.Destination, newDestination, ref destination, report, time);
        if (last is null || time >= lastTime)
        {
            last = report;
            lastTime = time;
        }

        if (isNews)
        {
            Known = new VesselParticulars(Known.Mmsi, name, imo, callSign, shipType, antenna, length, breadth, draught, destination);
        }

        return isNews;
    }

    private static uint? ImoOf(StaticReport report) => report.ImoNumber is { } number && ImoNumbers.IsValid(number) ? number : null;

    private static AntennaPlace? AntennaOf(StaticReport report) =>
        report.HullOffsetMetres is null ? null : new AntennaPlace(report.ToBow, report.ToStern, report.ToPort, report.ToStarboard);

    private static int Weight(byte messageType, StaticFeed feed) => (messageType, feed) switch
    {
        (5, _) => 4,
        (19, _) => 3,
        (24, _) => 2,
        (_, not StaticFeed.None) => 1,
        _ => 0,
    };

    private bool Hear<T>(Fact fact, T value, ref Said<T>? known, StaticReport report, Instant time)
    {
        ref var before = ref lastSaid[(int)fact];
        if (known is { } old)
        {
            if (time < before)
            {
                return false;
            }

            if (EqualityComparer<T>.Default.Equals(old.Value, value))
            {
                before = time;
                return false;
            }

            if (time == before && Weight(report.MessageType, report.Feed) < Weight(old.MessageType, old.Feed))
            {
                return false;
            }
        }

        before = time;
        known = new Said<T>(value, time, report.MessageType, report.Feed);
        return true;
    }

    private Instant LastSaid(Fact fact, bool isInLast, bool isKnown) =>
        !isKnown ? Instant.MinValue : isInLast ? Instant.Max(lastSaid[(int)fact], lastTime) : lastSaid[(int)fact];

    /// <summary>Notes how long the last report was repeated, before another one is judged by it.</summary>
    private void SettleRepetitions()
    {
        if (last is null)
        {
            return;
        }

        Settle(Fact.Name, last.Name is not null);
        Settle(Fact.ImoNumber, ImoOf(last) is not null);
        Settle(Fact.CallSign, last.CallSign is not null);
        Settle(Fact.ShipType, last.ShipType is not null);
        Settle(Fact.Antenna, last.HullOffsetMetres is not null);
        Settle(Fact.Length, last.LengthMetres is not null);
        Settle(Fact.Breadth, last.BreadthMetres is not null);
        Settle(Fact.Draught, last.DraughtMetres is not null);
        Settle(Fact.Destination, last.Destination is not null);
    }

    private void Settle(Fact fact, bool wasSaid)
    {
        if (wasSaid)
        {
            lastSaid[(int)fact] = Instant.Max(lastSaid[(int)fact], lastTime);
        }
    }
}
