using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A vessel's own ordinary speed on the present leg: median, slow trend and scatter over the hour before.</summary>
/// <remarks>
/// detectors.md C.5 asks for the median of the 30 to 60 minutes before. A stream changes a ship's speed by up to 1.5 kn an hour with no
/// engine touched (D), so the median alone would be 0.7 kn wrong by the time of a crossing: the expected speed follows the robust
/// (Theil-Sen) trend of the same window, limited to what a stream does and to what she has shown of late. The scatter is about the running median, so an earlier
/// slow-down does not hide a later one.
/// </remarks>
internal sealed record SpeedBaseline(
    Instant From, Instant To, double MedianKnots, double TrendKnotsPerHour, Instant MedianTime, double ShownKnots, double SigmaKnots, double CrabDegrees, int Samples)
{
    /// <summary>Fewer samples make no baseline, however long they span.</summary>
    public const int LeastSamples = 8;

    // Less than this is the rounding of AIS speed (0.1 kn) over half an hour, not a trend.
    private const double NoTrendKnotsPerHour = 0.2;

    // A stream's trend bends: it is not carried further than this beyond the window it was seen in.
    private static readonly TimeSpan TrendHolds = TimeSpan.FromMinutes(20);

    // A rising trend never expects more than she has shown within this before.
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    /// <summary>The speed expected at a time, in knots.</summary>
    public double ExpectedKnots(Instant time) =>
        Math.Min(ShownKnots, MedianKnots + (TrendKnotsPerHour * (Instant.Min(time, To + TrendHolds) - MedianTime).TotalHours));

    /// <summary>The baseline of the track before a time, or null when the leg is too young.</summary>
    public static SpeedBaseline? Before(VesselTrack track, Instant to, PoweredDragOptions options)
    {
        var samples = track.Samples;
        var earliest = Instant.Max(to - options.BaselineWindow, track.LegSince);
        var first = samples.IndexAtOrAfter(earliest);
        var times = new List<double>(64);
        var speeds = new List<double>(64);
        var crabs = new List<double>(64);
        var last = earliest;
        for (var i = first; i < samples.Count && samples[i].Time <= to; i++)
        {
            ref readonly var sample = ref samples[i];
            if (float.IsNaN(sample.MeanSpeedKnots))
            {
                continue;
            }

            last = sample.Time;
            times.Add((sample.Time - earliest).TotalHours);
            speeds.Add(sample.MeanSpeedKnots);
            if (!float.IsNaN(sample.CrabDegrees))
            {
                crabs.Add(sample.CrabDegrees);
            }
        }

        if (speeds.Count < LeastSamples || last - samples[first].Time < options.MinBaseline)
        {
            return null;
        }

        var median = Median(speeds);
        var slope = TheilSen(times, speeds);
        var trend = Math.Abs(slope) < NoTrendKnotsPerHour ? 0 : Math.Clamp(slope, -options.MaxTrendKnotsPerHour, options.MaxTrendKnotsPerHour);
        return new SpeedBaseline(
            samples[first].Time, last, median, trend, earliest + TimeSpan.FromHours(Median(times)), Math.Max(median, SecondHighest(times, speeds, (last - Shown - earliest).TotalHours)), Scatter(speeds), crabs.Count == 0 ? double.NaN : Median(crabs), speeds.Count);
    }

    /// <summary>The median of some values, at least one.</summary>
    public static double Median(List<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double SecondHighest(List<double> times, List<double> speeds, double from)
    {
        var highest = double.NegativeInfinity;
        var second = double.NegativeInfinity;
        for (var i = 0; i < speeds.Count; i++)
        {
            if (times[i] < from)
            {
                continue;
            }

            if (speeds[i] > highest)
            {
                (second, highest) = (highest, speeds[i]);
            }
            else
            {
                second = Math.Max(second, speeds[i]);
            }
        }

        return second;
    }

    private static double TheilSen(List<double> times, List<double> speeds)
    {
        // Every second sample of a full hour is plenty for a slope, and a quarter of the pairs.
        var step = times.Count > 30 ? 2 : 1;
        var slopes = new List<double>(times.Count * times.Count / (2 * step * step));
        for (var i = 0; i < times.Count; i += step)
        {
            for (var j = i + step; j < times.Count; j += step)
            {
                // Pairs closer than a quarter of an hour tell noise, not trend.
                if (times[j] - times[i] >= 0.25)
                {
                    slopes.Add((speeds[j] - speeds[i]) / (times[j] - times[i]));
                }
            }
        }

        return slopes.Count == 0 ? 0 : Median(slopes);
    }

    /// <summary>1.4826 times the median absolute deviation from the running median of eleven.</summary>
    private static double Scatter(List<double> speeds)
    {
        const int Half = 5;
        var deviations = new List<double>(speeds.Count);
        for (var i = 0; i < speeds.Count; i++)
        {
            var from = Math.Max(0, i - Half);
            var to = Math.Min(speeds.Count, i + Half + 1);
            deviations.Add(Math.Abs(speeds[i] - Median(speeds.GetRange(from, to - from))));
        }

        return 1.4826 * Median(deviations);
    }
}
