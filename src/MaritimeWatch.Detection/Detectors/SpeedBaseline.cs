using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A vessel's own ordinary speed on the present leg: median, slow trend and scatter over the hour before.</summary>
/// <remarks>
/// detectors.md C.5 asks for the median of the 30 to 60 minutes before. A stream changes a ship's speed by up to 1.5 kn an hour with no
/// engine touched (D), so the median alone would be 0.7 kn wrong by the time of a crossing: the expected speed follows the robust
/// (Theil-Sen) trend of the same window, limited to what a stream does. The scatter is about the running median, so an earlier
/// slow-down does not hide a later one.
/// </remarks>
internal sealed record SpeedBaseline(
    Instant From, Instant To, double MedianKnots, double TrendKnotsPerHour, Instant MedianTime, double SigmaKnots, double CrabDegrees, int Samples)
{
    // A stream's trend bends: it is not carried further than this beyond the window it was seen in.
    private static readonly TimeSpan TrendHolds = TimeSpan.FromMinutes(20);

    /// <summary>The speed expected at a time, in knots.</summary>
    public double ExpectedKnots(Instant time) =>
        MedianKnots + (TrendKnotsPerHour * (Instant.Min(time, To + TrendHolds) - MedianTime).TotalHours);

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

        if (speeds.Count < 8 || last - samples[first].Time < options.MinBaseline)
        {
            return null;
        }

        var median = Median(speeds);
        var trend = Math.Clamp(TheilSen(times, speeds), -options.MaxTrendKnotsPerHour, options.MaxTrendKnotsPerHour);
        return new SpeedBaseline(
            samples[first].Time, last, median, trend, earliest + TimeSpan.FromHours(Median(times)), Scatter(speeds), crabs.Count == 0 ? double.NaN : Median(crabs), speeds.Count);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double TheilSen(List<double> times, List<double> speeds)
    {
        var slopes = new List<double>(times.Count * times.Count / 2);
        for (var i = 0; i < times.Count; i++)
        {
            for (var j = i + 1; j < times.Count; j++)
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
