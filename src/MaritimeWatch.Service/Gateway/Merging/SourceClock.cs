using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Health;

namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>How far one source's times are off, and the times put right. Called by any thread.</summary>
/// <remarks>
/// Everything that is measured is the difference of a time as the source gave it to something that is not its own, so no estimate rests on a correction of the same source (decision 0714).
/// Its own evidence is the second of the minute that ships send from their satellite receivers, which leaves whole minutes open, and our own clock: nothing is sent after it was received.
/// Where that leaves no doubt the source is a witness for others; where it does, copies of what a witness has brought decide. A witness listens to nobody: so there is no circle.
/// Each is the median of the last reports, and counts while it scatters little. A source without a clock is stamped on receipt; what is measured then is how long its messages take, and is put right alike.
/// </remarks>
/// <param name="isCorrected">Whether it is put right, or only told.</param>
internal sealed class SourceClock(bool isCorrected = true)
{
    /// <summary>No second came with the report.</summary>
    public const int NoSecond = -1;

    /// <summary>Off by less is not off: reception and rounding take as much. Design value.</summary>
    public const int LeastSeconds = 3;

    /// <summary>A clock that stands still otherwise and changes by so much has jumped; drift and slower lines make less at a time. Design value.</summary>
    public const int JumpSeconds = 10;

    /// <summary>Looks, one a second, for which a jump is told: long enough to become a notice.</summary>
    public const int LooksAfterJump = 300;

    /// <summary>Off by more is no clock. As old as live traffic may be.</summary>
    public static readonly int MostSeconds = (int)LiveBounds.Oldest.TotalSeconds;

    private const int Samples = 64;
    private const int Enough = 32;
    private const int EnoughCopies = 16;

    /// <summary>Where messages take longer, the minute is in doubt: then the source is no witness. Half of one.</summary>
    private const int MostOwnDelay = 30;

    /// <summary>A witness that scatters more about its median is not steady, in seconds. Design value.</summary>
    private const int MostScatter = 2;

    /// <summary>A ship's second scatters by itself where messages come in batches; from here on nothing can be told of it, in seconds. Design value.</summary>
    private const int WildScatter = 8;

    private readonly Lock gate = new();
    private readonly MinuteRing toShips = new(Samples);
    private readonly MedianRing toCopies = new(Samples);
    private readonly MedianRing toReceipt = new(Samples);
    private int offset;
    private long newestReceipt;
    private long newestCopy = long.MinValue / 2;
    private bool isSettled;
    private int jump;
    private int looksLeft;

    /// <summary>What is taken off its times at present, in seconds, at most <see cref="MostSeconds"/> either way.</summary>
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
            newestReceipt = Math.Max(newestReceipt, receivedAt.UnixSeconds);
            toReceipt.Add(Bounded(seconds - receivedAt.UnixSeconds));
            if (utcSecond >= 0)
            {
                toShips.Add(seconds - utcSecond);
            }
        }

        if (Volatile.Read(ref offset) is var off and not 0)
        {
            report = report with { Dynamic = report.Dynamic with { Time = Instant.FromUnixSeconds(seconds - off) } };
        }
    }

    /// <summary>Takes note of a copy of what a witness has brought.</summary>
    /// <param name="ahead">How much later than the witness this source says it was, in seconds, as it said so itself: before anything was put right.</param>
    public void NoteCopy(long ahead)
    {
        lock (gate)
        {
            toCopies.Add(Bounded(ahead));
            newestCopy = newestReceipt;
        }
    }

    /// <summary>Judges what was noted; once a second.</summary>
    public void Judge()
    {
        lock (gate)
        {
            var own = Own();
            var told = own.IsBeyondDoubt ? own : ByCopies() ?? own;
            var isWithin = Math.Abs(told.Off) <= MostSeconds;
            looksLeft -= looksLeft > 0 ? 1 : 0;
            if (told is { IsKnown: true, IsSteady: true })
            {
                Settle(told.Off, isWithin);
            }

            OffSeconds = told.IsKnown ? told.Off : null;
            IsWitness = own.IsBeyondDoubt && isWithin && looksLeft == 0 && Math.Abs(own.Off - offset) < LeastSeconds;
            Problem = !told.IsKnown ? null
                : !told.IsSteady ? $"clock off by {Words(told.Off)}, and not steadily: times scatter by {told.Scatter} s"
                : told.Off != 0 && (!isCorrected || !isWithin) ? $"clock off by {Words(told.Off)}{(isWithin ? "" : ", more than is put right")}"
                : looksLeft > 0 ? $"its clock, or what its messages take, has jumped by {Words(jump)}; that is put right"
                : null;
        }
    }

    /// <summary>Puts a steady estimate in force, and tells of one that is far from the last.</summary>
    private void Settle(int off, bool isWithin)
    {
        if (!isCorrected || !isWithin || Math.Abs(off - offset) < (off == 0 ? 1 : 2))
        {
            isSettled = true;
            return;
        }

        if (isSettled && Math.Abs(off - offset) >= JumpSeconds)
        {
            (jump, looksLeft) = (off - offset, LooksAfterJump);
        }

        Volatile.Write(ref offset, off);
        isSettled = true;
    }

    private Estimate Own()
    {
        var ahead = toReceipt.Median();
        if (toShips.Count < Enough)
        {
            // Ahead of us is wrong in any case; behind us it may be slow, and right.
            var scatter = toReceipt.Scatter();
            return new Estimate(toReceipt.Count >= Enough, ahead > 0 ? Beyond(ahead) : 0, ahead <= 0 || scatter <= MostScatter, scatter, IsBeyondDoubt: false);
        }

        var (toMinute, wild) = toShips.Look();
        if (wild > WildScatter)
        {
            return new Estimate(true, Beyond(toMinute), false, wild, IsBeyondDoubt: false);
        }

        // A clock that agrees with the ships' seconds is right, and late messages are late, unless it is ahead of ours.
        var off = Kept(toMinute, ahead) ?? (Math.Abs(toMinute) < LeastSeconds && ahead < LeastSeconds ? toMinute : Soonest(toMinute, ahead));
        return wild > MostScatter
            ? new Estimate(Math.Abs(off) > WildScatter, off, true, wild, IsBeyondDoubt: false)
            : new Estimate(true, Beyond(off), true, wild, (isCorrected || Beyond(off) == 0) && off - ahead <= MostOwnDelay);
    }

    /// <summary>By a witness; null while it says nothing, or not clearly, or what would make messages come before they are sent: then the clock has jumped since.</summary>
    private Estimate? ByCopies() =>
        toCopies.Count >= EnoughCopies && newestReceipt - newestCopy <= MostSeconds && toCopies.Scatter() is var scatter and <= MostScatter
            && (toReceipt.Count < Enough || toReceipt.Median() - toCopies.Median() <= LeastSeconds)
            ? new Estimate(true, Beyond(toCopies.Median()), true, scatter, IsBeyondDoubt: false)
            : null;

    /// <summary>Which minute it is, the ships do not say: the one by which messages take least, and not less than none.</summary>
    private static int Soonest(int toMinute, int ahead) => toMinute + (60 * (int)Math.Ceiling((ahead - LeastSeconds + 1 - toMinute) / 60.0));

    /// <summary>The minute in force, where it is as good as the one that would be chosen anew: messages that take nearly a minute do not make it change to and fro.</summary>
    private int? Kept(int toMinute, int ahead)
    {
        if (offset == 0)
        {
            return null;
        }

        var off = toMinute + (60 * (int)Math.Round((offset - toMinute) / 60.0));
        return Math.Abs(off - offset) < LeastSeconds && off - ahead is >= -LeastSeconds and <= 58 ? off : null;
    }

    private static int Beyond(int off) => Math.Abs(off) >= LeastSeconds ? off : 0;

    private static int Bounded(long seconds) => (int)Math.Clamp(seconds, -MostSeconds * 100, MostSeconds * 100);

    private static string Words(int off) => $"{Math.Abs(off)} s ({(off > 0 ? "ahead" : "behind")})";

    /// <summary>What some evidence says.</summary>
    private readonly record struct Estimate(bool IsKnown, int Off, bool IsSteady, int Scatter, bool IsBeyondDoubt);
}
