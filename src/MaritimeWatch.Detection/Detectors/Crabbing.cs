using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>How heading and course went together over a stretch of track.</summary>
/// <param name="MeanCrabDegrees">Mean angle between them, 0 to 180.</param>
/// <param name="CrabRangeDegrees">How far that angle, signed, departed from the first.</param>
/// <param name="CourseRangeDegrees">How far the course departed from the first.</param>
/// <param name="HeadingRangeDegrees">How far the heading departed from the first.</param>
/// <param name="MeanSpeedKnots">Mean speed.</param>
internal readonly record struct Crabbing(double MeanCrabDegrees, double CrabRangeDegrees, double CourseRangeDegrees, double HeadingRangeDegrees, double MeanSpeedKnots)
{
    /// <summary>Over the samples from a time on.</summary>
    public static Crabbing Over(SampleRing samples, Instant since)
    {
        double crabSum = 0, speedSum = 0, crabRange = 0, courseRange = 0, headingRange = 0;
        double firstCrab = double.NaN, firstCourse = 0;
        var count = 0;
        for (var i = samples.IndexAtOrAfter(since); i < samples.Count; i++)
        {
            ref readonly var sample = ref samples[i];
            if (float.IsNaN(sample.CrabDegrees) || float.IsNaN(sample.CourseDegrees) || float.IsNaN(sample.MeanSpeedKnots))
            {
                continue;
            }

            if (double.IsNaN(firstCrab))
            {
                (firstCrab, firstCourse) = (sample.CrabDegrees, sample.CourseDegrees);
            }

            crabSum += Math.Abs(sample.CrabDegrees);
            speedSum += sample.MeanSpeedKnots;
            crabRange = Math.Max(crabRange, Angle.Between(sample.CrabDegrees, firstCrab));
            courseRange = Math.Max(courseRange, Angle.Between(sample.CourseDegrees, firstCourse));
            headingRange = Math.Max(headingRange, Angle.Between(sample.CourseDegrees - sample.CrabDegrees, firstCourse - firstCrab));
            count++;
        }

        return count == 0 ? default : new Crabbing(crabSum / count, crabRange, courseRange, headingRange, speedSum / count);
    }

    /// <summary>On how many samples before a time heading and course agreed at speed.</summary>
    public static int AgreedBefore(SampleRing samples, Instant since, ImplausiblePositionOptions options)
    {
        var agreed = 0;
        for (var i = samples.IndexAtOrAfter(since) - 1; i >= 0; i--)
        {
            ref readonly var sample = ref samples[i];
            agreed += sample.MeanSpeedKnots > options.MinSpeedKnots && Math.Abs(sample.CrabDegrees) <= options.SoundCompassDegrees ? 1 : 0;
        }

        return agreed;
    }
}
