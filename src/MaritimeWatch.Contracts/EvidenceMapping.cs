using System.Collections.Immutable;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Contracts;

/// <summary>Evidence between the domain and the wire, without loss.</summary>
public static class EvidenceMapping
{
    /// <summary>The message of a piece of evidence.</summary>
    public static V1.Evidence ToProto(Evidence evidence)
    {
        var message = new V1.Evidence
        {
            Detector = evidence.Detector,
            DetectorVersion = evidence.DetectorVersion,
            SettingsHash = evidence.SettingsHash,
            Rule = evidence.Rule,
            Cause = evidence.Cause,
        };
        message.Measurements.AddRange(Each(evidence.Measurements).Select(ToProto));
        message.Fixes.AddRange(Each(evidence.Fixes).Select(ToProto));
        message.Explanations.AddRange(Each(evidence.Explanations)
            .Select(explanation => new V1.Explanation { Name = explanation.Name, Applies = explanation.Applies, Detail = explanation.Detail }));
        message.OtherAssetIds.AddRange(Each(evidence.OtherAssetIds));
        message.ContextAreaIds.AddRange(Each(evidence.ContextAreaIds));
        return message;
    }

    /// <summary>The evidence of a message.</summary>
    /// <exception cref="FormatException">A fix has no time or no position.</exception>
    public static Evidence ToDomain(V1.Evidence message) => new(
        message.Detector,
        message.DetectorVersion,
        message.SettingsHash,
        message.Rule,
        [.. message.Measurements.Select(ToDomain)],
        [.. message.Fixes.Select(ToDomain)],
        [.. message.Explanations.Select(explanation => new Explanation(explanation.Name, explanation.Applies, explanation.Detail))],
        [.. message.OtherAssetIds],
        [.. message.ContextAreaIds],
        message.Cause);

    private static V1.Measurement ToProto(Measurement measurement)
    {
        var message = new V1.Measurement
        {
            Name = measurement.Name,
            Value = measurement.Value,
            Unit = measurement.Unit,
            Comparison = measurement.Comparison,
        };
        if (measurement.Threshold is { } threshold)
        {
            message.Threshold = threshold;
        }

        return message;
    }

    private static Measurement ToDomain(V1.Measurement message) =>
        new(message.Name, message.Value, message.Unit, message.HasThreshold ? message.Threshold : null, message.Comparison);

    private static V1.EvidenceFix ToProto(EvidenceFix fix)
    {
        var message = new V1.EvidenceFix { Time = WireTime.ToProto(fix.Time), Position = WirePosition.ToProto(fix.Position) };
        if (fix.SpeedOverGroundKnots is { } speedKnots)
        {
            message.SpeedOverGroundKnots = speedKnots;
        }

        if (fix.CourseOverGroundDegrees is { } courseDegrees)
        {
            message.CourseOverGroundDegrees = courseDegrees;
        }

        if (fix.TrueHeadingDegrees is { } headingDegrees)
        {
            message.TrueHeadingDegrees = headingDegrees;
        }

        return message;
    }

    private static EvidenceFix ToDomain(V1.EvidenceFix message) => new(
        WireTime.ToDomain(message.Time ?? throw new FormatException("a fix of the evidence has no time")),
        WirePosition.ToDomain(message.Position ?? throw new FormatException("a fix of the evidence has no position")),
        message.HasSpeedOverGroundKnots ? message.SpeedOverGroundKnots : null,
        message.HasCourseOverGroundDegrees ? message.CourseOverGroundDegrees : null,
        message.HasTrueHeadingDegrees ? message.TrueHeadingDegrees : null);

    /// <summary>An array that nobody has set reads as an empty one.</summary>
    private static ImmutableArray<T> Each<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
