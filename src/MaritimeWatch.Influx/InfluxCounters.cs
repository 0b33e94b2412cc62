namespace MaritimeWatch.Influx;

/// <summary>What a writer has done. Read by any thread.</summary>
public sealed class InfluxCounters
{
    private readonly long[] faults = new long[Enum.GetValues<InfluxFault>().Length];
    private long written;
    private long dropped;
    private long requests;
    private long bytes;
    private long partial;
    private long refused;
    private long retries;
    private long spilled;
    private long recovered;
    private long lostAtBound;
    private long damaged;
    private long ticks;

    /// <summary>Points that the server has stored.</summary>
    public long Written => Volatile.Read(ref written);

    /// <summary>Points that the server would not store: over one of its limits, beyond a retention policy, in conflict with a type.</summary>
    public long Dropped => Volatile.Read(ref dropped);

    /// <summary>Write requests that were answered.</summary>
    public long Requests => Volatile.Read(ref requests);

    /// <summary>Bytes of line protocol in them, before compression.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Requests of which the server stored a part.</summary>
    public long PartialWrites => Volatile.Read(ref partial);

    /// <summary>Requests that the server refused altogether.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>Requests that were sent again after a failure.</summary>
    public long Retries => Volatile.Read(ref retries);

    /// <summary>Points written to the disk because the server was away.</summary>
    public long Spilled => Volatile.Read(ref spilled);

    /// <summary>Points taken from there that the server has dealt with since.</summary>
    public long Recovered => Volatile.Read(ref recovered);

    /// <summary>Points dropped from there, the oldest first, because the bound was reached.</summary>
    public long LostAtBound => Volatile.Read(ref lostAtBound);

    /// <summary>Bytes there that could not be read: the torn end of a file that was being written, or damage.</summary>
    public long DamagedBytes => Volatile.Read(ref damaged);

    /// <summary>Time spent in write requests.</summary>
    public TimeSpan RequestTime => TimeSpan.FromTicks(Volatile.Read(ref ticks));

    /// <summary>Requests that failed, by why.</summary>
    public long Failed(InfluxFault fault) => Volatile.Read(ref faults[(int)fault]);

    internal void Answered(WriteAnswer answer, int lineBytes, int points, TimeSpan took)
    {
        Interlocked.Add(ref ticks, took.Ticks);
        if (answer.Kind == WriteAnswerKind.TryAgain)
        {
            Interlocked.Increment(ref faults[(int)answer.Fault]);
            return;
        }

        Interlocked.Increment(ref requests);
        Interlocked.Add(ref bytes, lineBytes);
        if (answer.Kind is WriteAnswerKind.Stored or WriteAnswerKind.PartlyStored)
        {
            Interlocked.Add(ref written, points - Math.Min(points, answer.Dropped));
        }

        if (answer.Kind == WriteAnswerKind.PartlyStored)
        {
            Interlocked.Increment(ref partial);
            Interlocked.Add(ref dropped, Math.Min(points, answer.Dropped));
        }
        else if (answer.Kind == WriteAnswerKind.Refused)
        {
            Interlocked.Increment(ref refused);
        }
    }

    /// <summary>Points that were counted before have been sent once more.</summary>
    internal void Repeated(WriteAnswer answer, int lineBytes)
    {
        if (answer.Kind == WriteAnswerKind.TryAgain)
        {
            Interlocked.Increment(ref faults[(int)answer.Fault]);
        }
        else
        {
            Interlocked.Increment(ref requests);
            Interlocked.Add(ref bytes, lineBytes);
        }
    }

    internal void Drop(long points) => Interlocked.Add(ref dropped, points);

    internal void Retry() => Interlocked.Increment(ref retries);

    internal void Spill(int points) => Interlocked.Add(ref spilled, points);

    internal void Recover(long points) => Interlocked.Add(ref recovered, points);

    internal void LoseAtBound(long points) => Interlocked.Add(ref lostAtBound, points);

    internal void Damage(long bytesSkipped) => Interlocked.Add(ref damaged, bytesSkipped);
}
