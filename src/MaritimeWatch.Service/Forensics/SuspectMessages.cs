using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Queries;
using V1 = MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Forensics;

/// <summary>A report as messages.</summary>
internal static class SuspectMessages
{
    /// <summary>The answer, with its label.</summary>
    public static RankSuspectsResponse Of(SuspectReport report, Tlp label)
    {
        var question = report.Question;
        var response = new RankSuspectsResponse
        {
            Tlp = TlpMarking.Of(label),
            Wording = SuspectReport.Wording,
            AssetId = question.Asset.Id,
            AssetName = question.Asset.Name,
            From = WireTime.ToProto(question.From),
            To = WireTime.ToProto(question.To),
            WithinMetres = question.WithinMetres,
            AssetKm = Rounded(report.Passages.LengthKilometres),
            FromKm = question.Stretch.From,
            ToKm = Rounded(Math.Min(question.Stretch.To, report.Passages.LengthKilometres)),
            VesselsSearched = report.Searched,
        };
        response.Suspects.AddRange(report.Ranked.Select(Of));
        response.FishingAndSmallCraft.AddRange(report.Apart.Select(Of));
        response.Cautions.AddRange(report.Cautions);
        return response;
    }

    private static V1.Suspect Of(Suspect suspect)
    {
        var message = new V1.Suspect
        {
            Rank = suspect.Rank,
            Score = suspect.Score,
            Vessel = VesselOf(suspect),
            Presence = (SuspectPresence)(int)suspect.Presence.Kind,
            Passage = Of(suspect.Presence),
            OffsetSeconds = Math.Round(suspect.Facts.OffsetSeconds, 1),
        };
        message.Terms.AddRange(suspect.Terms.Select(term => new SuspectTerm { Name = term.Name, Points = term.Points, MaxPoints = term.Most }));
        message.Reasons.AddRange(suspect.Reasons);
        message.Against.AddRange(suspect.Against);
        message.AlertIds.AddRange(suspect.Alerts.Select(alert => alert.AlertId).Distinct().Order(StringComparer.Ordinal));
        if (suspect.Speed is { } speed)
        {
            message.BaselineKnots = Rounded(speed.BaselineKnots);
            message.LeastKnots = Rounded(speed.LeastKnots);
            if (!double.IsNaN(speed.AfterKnots))
            {
                message.AfterKnots = Rounded(speed.AfterKnots);
            }
        }

        return message;
    }

    private static AssetPassage Of(Presence presence)
    {
        var point = presence.Point;
        var message = new AssetPassage
        {
            Time = WireTime.ToProto(point.Time),
            Earliest = WireTime.ToProto(presence.Earliest),
            Latest = WireTime.ToProto(presence.Latest),
            Position = WirePosition.ToProto(point.Vessel),
            DistanceMetres = Rounded(point.DistanceMetres),
            SpeedKnots = Rounded(point.SpeedKnots),
            ChartSigmaMetres = point.Doubt.ChartSigmaMetres,
            FixSigmaMetres = point.Doubt.FixSigmaMetres,
            InterpolationBoundMetres = Rounded(point.Doubt.InterpolationBoundMetres),
            TimeSigmaSeconds = Rounded(point.Doubt.Seconds),
            IsPossible = presence.Approach.IsPossible,
            Before = point.Before is { } before ? TrackMessages.Of(before) : null,
            After = point.After is { } after ? TrackMessages.Of(after) : null,
        };
        if (point.KilometresAlong is { } kilometres)
        {
            message.KilometresAlong = Math.Round(kilometres, 3);
        }

        if (point.CourseDegrees is { } course)
        {
            message.CourseDegrees = Rounded(course);
        }

        return message;
    }

    private static Vessel VesselOf(Suspect suspect)
    {
        var vessel = new Vessel { Mmsi = suspect.Mmsi.Value };
        if (suspect.Static is { } said)
        {
            TrackMessages.Identify(vessel, said);
        }

        return vessel;
    }

    private static double Rounded(double value) => Math.Round(value, 2);
}
