using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;
using Alert = MaritimeWatch.Domain.Alerts.AlertEvent;

namespace MaritimeWatch.Service.Plots;

/// <summary>Makes plots of stored tracks.</summary>
internal sealed class PlotQueries(Chart chart, ITrackStore tracks, SqliteDesk? desk)
{
    /// <summary>So much is drawn at most: a week of a ship under way.</summary>
    private const int MostPositions = 100_000;

    private static readonly TimeSpan About = TimeSpan.FromHours(2);

    /// <summary>The plot.</summary>
    /// <exception cref="GrpcStatusException">There is no such vessel, asset or alert, or nothing was heard in the period.</exception>
    public TimePlot Plot(PlotQuestion question, CancellationToken cancellation)
    {
        Refused.Unless(question.Mmsi.Value <= TrackQueries.LargestMmsi, "mmsi", $"mmsi is {question.Mmsi.Value}; it must have at most nine digits");
        var alert = question.AlertId is { } id ? AlertOf(id) : null;
        Refused.Unless(alert is null || alert.Vessel?.Mmsi == question.Mmsi, "alert", "the alert is about another vessel");
        var (from, to) = Period(question, alert, cancellation);
        var track = Refused.Read(() => tracks.GetThinnedTrack(question.Mmsi, from, to + TimeSpan.FromSeconds(1), MostPositions, cancellation)).Points;
        if (track.Count == 0)
        {
            throw Refused.For(StatusCode.NotFound, "NO_POSITIONS", $"no position of {question.Mmsi} is stored from {from} to {to}", values: ("mmsi", question.Mmsi.ToString()));
        }

        var said = new VesselNames(tracks).Said(question.Mmsi, to, Refused.Read(() => tracks.ReadStaticHistory(question.Mmsi, cancellation)))?.Static;
        var name = string.IsNullOrWhiteSpace(said?.Name) ? $"MMSI {question.Mmsi}" : $"{said.Name}, MMSI {question.Mmsi}";
        return TrackPlot.Of(name, track, from, to, Passages(question.AssetId ?? alert?.Asset?.Id, isAsked: question.AssetId is not null), Marks(question, alert));
    }

    private (Instant From, Instant To) Period(PlotQuestion question, Alert? alert, CancellationToken cancellation)
    {
        var (first, last) = alert is not null ? (alert.Since, alert.EventTime) : question.Event is { } moment ? (moment, moment) : (default, default);
        if (first == default && (question.From is null || question.To is null))
        {
            var newest = Refused.Read(() => tracks.LastPosition(question.Mmsi, cancellation)) ?? throw TrackQueries.NotFound(question.Mmsi);
            var end = question.To ?? newest.Time;
            return Checked(question.From ?? end - TimeSpan.FromDays(1), end);
        }

        return Checked(question.From ?? first - About, question.To ?? last + About);
    }

    private static (Instant From, Instant To) Checked(Instant from, Instant to)
    {
        Refused.Unless(from < to, "from", $"from, {from}, is not before to, {to}");
        Refused.Unless(to - from <= TimeSpan.FromDays(31), "to", "to is more than 31 days after from");
        return (from, to);
    }

    private static List<PlotMark> Marks(PlotQuestion question, Alert? alert)
    {
        List<PlotMark> marks = [];
        if (alert is not null)
        {
            marks.Add(new PlotMark(alert.Since, alert.Since, $"{Commands.AlertText.Kind(alert.Kind)} since"));
        }

        if (question.Event is { } moment)
        {
            marks.Add(new PlotMark(moment, moment, "event"));
        }

        return marks;
    }

    // The chart may have changed since the alert: then its plot goes without the distance.
    private AssetPassages? Passages(string? id, bool isAsked) => id is null ? null
        : chart.Assets.FirstOrDefault(asset => asset.Id == id) is { } asset ? new AssetPassages(asset, 0)
        : isAsked ? throw Refused.For(StatusCode.NotFound, "ASSET_NOT_FOUND", $"there is no asset '{id}'", values: ("assetId", id))
        : null;

    private Alert AlertOf(string id) => Refused.Read(() => desk?.Find(id)) is { } standing
        ? AlertEventMapping.ToDomain(AlertEvent.Parser.ParseFrom(standing.Newest.Payload))
        : throw Refused.For(StatusCode.NotFound, "ALERT_NOT_FOUND", $"there is no alert '{id}'", values: ("alertId", id));
}
