using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Health;

namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>How far one source's times are off, and the times put right. Called by any thread.</summary>
/// <remarks>
/// Three witnesses, the better first. Copies of what a trusted source has brought: the difference of the two times. The second of the minute that ships send from their
/// satellite receivers: the difference to it, which leaves whole minutes open. Our own clock: nothing is sent after it was received. Each is the median of the last
/// reports, and counts while it scatters little. A source without a clock is stamped on receipt; what is measured then is how long its messages take, and is put right alike.
/// </remarks>
/// <param name="isCorrected">Whether it is put right, or only told.</param>
internal sealed class SourceClock(bool isCorrected = true)
{
    /// <summary>No second came with the report.</summary>
    public const int NoSecond = -1;

    /// <summary>Off by less is not off: reception and rounding take as much. Design value.</summary>
    public const int LeastSeconds = 3;

    /// <summary>Off by more is no clock. As old as live traffic may be.</summary>
    public static readonly int MostSeconds = (int)LiveBounds.Oldest.TotalSeconds;

    private const int Samples = 64;
    private const int Enough = 32;
    private const int EnoughCopies = 16;

    /// <summary>A witness that scatters more about its median is not steady, in seconds. Design value.</summary>
    private const int MostScatter = 2;

    /// <summary>A ship's second scatters by itself where messages come in batches; from here on nothing can be told of it, in seconds. Design value.</summary>
    private const int WildScatter = 8;

    private readonly Lock gate = new();
    private readonly MedianRing toShips = new(Samples);
    private readonly MedianRing toCopies = new(Samples);
    private readonly MedianRing toReceipt = new(Samples);
    private int offset;

    /// <summary>What is taken off its times at present, in seconds.</summary>
    public int CorrectionSeconds => Volatile.Read(ref offset);

    /// <summary>How far its times are off, in seconds, positive where they are ahead; null while too little is known, 0 where they are right.</summary>
    public int? OffSeconds { get; private set; }

    /// <summary>What is wrong and not put right, for a person; or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether its times, as put right, may be held against those of others.</summary>
    public bool IsWitness { get; private set; }

    /// <summary>Takes note of a report's time, and puts it right.</summary>
    /// <param name="report">The report.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <param name="utcSecond">The ship's own second, 0 to 59, or <see cref="NoSecond"/>.</param>
    public void Correct(ref AisReport report, Instant receivedAt, int utcSecond)
    {
        var seconds = report.Time.UnixSeconds;
        lock (gate)
        {
            toReceipt.Add((int)Math.Clamp(seconds - receivedAt.UnixSeconds, -MostSeconds * 100, MostSeconds * 100));
            if (utcSecond >= 0)
            {
                toShips.Add(Centred(seconds - utcSecond));
            }
        }

        if (Volatile.Read(ref offset) is var off and not 0)
        {
            report = report with { Dynamic = report.Dynamic with { Time = Instant.FromUnixSeconds(seconds - off) } };
        }
    }

    /// <summary>Takes note of a copy of what a trusted source has brought.</summary>
    /// <param name="behind">How much later this source says it was, in seconds, after it was put right.</param>
    public void NoteCopy(int behind)
    {
        lock (gate)
        {
            toCopies.Add(behind + offset);
        }
    }

    /// <summary>Judges what was noted; once a second is enough.</summary>
    public void Judge()
    {
        lock (gate)
        {
            var (known, off, isSteady) = Told();
            OffSeconds = known ? off : null;
            IsWitness = toShips.Count >= Enough && toShips.Scatter() <= MostScatter && (isCorrected || off == 0);
            var isWithin = Math.Abs(off) <= MostSeconds;
            if (isCorrected && isSteady && isWithin && Math.Abs(off - offset) >= (off == 0 ? 1 : 2))
            {
                Volatile.Write(ref offset, off);
            }

            Problem = !known ? null
                : !isSteady ? $"clock off by {Words(off)}, and not steadily: times scatter by {toShips.Scatter()} s"
                : off != 0 && (!isCorrected || !isWithin) ? $"clock off by {Words(off)}{(isWithin ? "" : ", more than is put right")}"
                : null;
        }
    }

    private (bool Known, int Off, bool IsSteady) Told()
    {
        if (toCopies.Count >= EnoughCopies && toCopies.Scatter() <= MostScatter)
        {
            return (true, Beyond(toCopies.Median()), true);
        }

        var ahead = toReceipt.Count >= Enough ? toReceipt.Median() : 0;
        if (toShips.Count < Enough)
        {
            // Ahead of us is wrong in any case; behind us it may be slow, and right.
            return (toReceipt.Count >= Enough, ahead > 0 ? Beyond(ahead) : 0, toReceipt.Scatter() <= MostScatter || ahead <= 0);
        }

        var (toMinute, scatter) = (toShips.Median(), toShips.Scatter());
        if (scatter > MostScatter)
        {
            return (scatter > WildScatter, Beyond(toMinute), scatter <= WildScatter);
        }

        // A clock that agrees with the ships' seconds is right, and late messages are late, unless it is ahead of ours.
        if (Math.Abs(toMinute) < LeastSeconds && ahead < LeastSeconds)
        {
            return (true, 0, true);
        }

        // Which minute it is, the ships do not say: the one by which messages take least, and not less than none.
        return (true, Beyond(toMinute + (60 * (int)Math.Ceiling((ahead - LeastSeconds + 1 - toMinute) / 60.0))), true);
    }

    private static int Beyond(int off) => Math.Abs(off) >= LeastSeconds ? off : 0;

    /// <summary>A difference of seconds as the nearest one within a minute: -30 to 29.</summary>
    private static int Centred(long difference) => (int)((((difference + 30) % 60) + 60) % 60) - 30;

    private static string Words(int off) => $"{Math.Abs(off)} s ({(off > 0 ? "ahead" : "behind")})";
}
