using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Ordering;

/// <summary>The event time of a recording: how far its reports have come, and which of them cannot be true.</summary>
/// <remarks>
/// A recording has no clock beside it, so a report in 2099 is told from a gap in the recording by its company: a report more than
/// <see cref="MaxLead"/> ahead is dropped unless <see cref="Confirmations"/> in a row agree that the time is now there.
/// Reports are admitted in input order, so the answer is the same however many threads work.
/// </remarks>
public sealed class StreamClock(TimeSpan allowedLateness)
{
    /// <summary>How far ahead of the stream one report may be.</summary>
    public static readonly TimeSpan MaxLead = TimeSpan.FromHours(24);

    /// <summary>How many reports in a row confirm a gap longer than <see cref="MaxLead"/>.</summary>
    public const int Confirmations = 3;

    private readonly List<RecordingBreak> breaks = [];
    private int run;
    private Instant runStart;

    /// <summary>The latest admitted event time, or <see cref="Instant.MinValue"/> before the first.</summary>
    public Instant Now { get; private set; } = Instant.MinValue;

    /// <summary>Where the stream leapt, oldest first: silence there is the end of one recording and the beginning of another.</summary>
    public IReadOnlyList<RecordingBreak> Breaks => breaks;

    /// <summary>No report before this is put in order any more.</summary>
    public Instant Watermark => Now == Instant.MinValue ? Instant.MinValue : Now - allowedLateness;

    /// <summary>Starts at the middle one of the first few times, so that one absurd first row does not set the clock.</summary>
    public void Start(ReadOnlySpan<Instant> firstTimes)
    {
        if (Now != Instant.MinValue || firstTimes.IsEmpty)
        {
            return;
        }

        var sorted = firstTimes.ToArray();
        Array.Sort(sorted);
        Now = sorted[(sorted.Length - 1) / 2];
    }

    /// <summary>Whether every time in a range would be admitted, so that the reports need not be looked at one by one.</summary>
    public bool Admits(Instant latest) => Now != Instant.MinValue && latest <= Now + MaxLead;

    /// <summary>Takes a range of times that <see cref="Admits"/> accepted.</summary>
    public void AdvanceTo(Instant latest)
    {
        run = 0;
        Now = Instant.Max(Now, latest);
    }

    /// <summary>Admits one report, or says that it is <see cref="DropReason.FromTheFuture"/>.</summary>
    public DropReason Admit(Instant time)
    {
        if (Now == Instant.MinValue)
        {
            Now = time;
            return DropReason.None;
        }

        if (time <= Now + MaxLead)
        {
            AdvanceTo(time);
            return DropReason.None;
        }

        if (run == 0 || time < runStart - allowedLateness || time > runStart + MaxLead)
        {
            run = 0;
            runStart = time;
        }

        if (++run < Confirmations)
        {
            return DropReason.FromTheFuture;
        }

        breaks.Add(new RecordingBreak(Now, runStart));
        AdvanceTo(time);
        return DropReason.None;
    }
}
