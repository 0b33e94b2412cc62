using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>How far a vessel's speed fell within the minutes about a moment: the bite of an anchor is quick, a stream is slow.</summary>
/// <remarks>
/// The record's drags lost their speed within one to four minutes. A ship that passes from one stream into another loses as much against her baseline, but over a
/// quarter of an hour and more: that is no drop "within 5 minutes of a crossing" (detectors.md C.5), whatever her baseline says.
/// </remarks>
internal static class SpeedFall
{
    /// <summary>The part of a threshold that the fall must reach: speeds come in steps of 0.1 kn, and half a step of either end may be lost.</summary>
    public const double Nearly = 0.8;

    /// <summary>The greatest fall in knots from one minute to a later one, both within the crossing window about a moment.</summary>
    public static double Within(SampleRing samples, Instant moment, PoweredDragOptions options)
    {
        // A sample is the mean of the minute before it.
        var end = moment + options.CrossingWindow + TimeSpan.FromMinutes(1);
        var highest = double.NaN;
        var fall = 0.0;
        for (var i = samples.IndexAtOrAfter(moment - options.CrossingWindow); i < samples.Count && samples[i].Time <= end; i++)
        {
            ref readonly var sample = ref samples[i];
            if (float.IsNaN(sample.MeanSpeedKnots))
            {
                continue;
            }

            var least = float.IsNaN(sample.LeastSpeedKnots) ? sample.MeanSpeedKnots : Math.Min(sample.LeastSpeedKnots, sample.MeanSpeedKnots);
            fall = highest - least > fall ? highest - least : fall;
            highest = sample.MeanSpeedKnots > highest || double.IsNaN(highest) ? sample.MeanSpeedKnots : highest;
        }

        return fall;
    }
}
