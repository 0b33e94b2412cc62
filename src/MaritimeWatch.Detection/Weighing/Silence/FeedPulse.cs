using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>The pulse of the whole feed: how much comes in a minute, and whether it has stopped.</summary>
/// <remarks>
/// Silent is what has not been heard for ten of its mean gaps, at least a minute, and for twice the longest pause it has been used to: a feed that
/// is thinned to one report in five minutes, or polled, does not stop every five minutes.
/// </remarks>
internal sealed class FeedPulse(FeedHealthOptions options)
{
    // Memory of some fifty minutes.
    private const double Smoothing = 0.02;

    private static readonly TimeSpan PauseMemory = TimeSpan.FromHours(2);

    private double samplesAMinute;
    private TimeSpan pause;
    private TimeSpan pauseBefore;
    private Instant pauseSince;

    /// <summary>Event time of the first sample, or <see cref="Instant.MaxValue"/>.</summary>
    public Instant First { get; private set; } = Instant.MaxValue;

    /// <summary>Event time of the last sample, or <see cref="Instant.MinValue"/>.</summary>
    public Instant Last { get; private set; } = Instant.MinValue;

    /// <summary>Mean samples a minute while the feed is well.</summary>
    public double SamplesAMinute => samplesAMinute;

    /// <summary>Silence after which the feed counts as silent.</summary>
    public TimeSpan SilentAfter => TimeSpan.FromSeconds(Math.Max(
        Math.Max(options.SilentAfter.TotalSeconds, 2 * Math.Max(pause.TotalSeconds, pauseBefore.TotalSeconds)),
        options.SilentIntervals * 60 / Math.Max(samplesAMinute, 0.01)));

    /// <summary>Takes a minute's samples; none where it was silent.</summary>
    /// <param name="now">The end of the minute.</param>
    /// <param name="samples">How many.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="last">The last of them.</param>
    /// <param name="isOut">Whether the feed is known to be silent, or has just come back: that is no habit.</param>
    public void Take(Instant now, int samples, Instant first, Instant last, bool isOut)
    {
        if (samples > 0)
        {
            if (First == Instant.MaxValue)
            {
                First = first;
                pauseSince = first;
                samplesAMinute = samples;
            }
            else if (!isOut)
            {
                pause = TimeSpan.FromTicks(Math.Max(pause.Ticks, (first - Last).Ticks));
            }

            Last = last;
        }

        if (First != Instant.MaxValue && !isOut)
        {
            samplesAMinute += Smoothing * (samples - samplesAMinute);
            if (now - pauseSince >= PauseMemory)
            {
                (pauseBefore, pause, pauseSince) = (pause, TimeSpan.Zero, now);
            }
        }
    }

    /// <summary>Another feed begins.</summary>
    public void Clear()
    {
        (First, Last) = (Instant.MaxValue, Instant.MinValue);
        (pause, pauseBefore) = (TimeSpan.Zero, TimeSpan.Zero);
        samplesAMinute = 0;
    }

    /// <summary>Whether the feed is silent as of a minute.</summary>
    public bool IsSilent(Instant now) => First != Instant.MaxValue && Last - First >= options.MinHistory && now - Last > SilentAfter;
}
