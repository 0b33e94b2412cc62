using System.Text;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;
using Alert = MaritimeWatch.Domain.Alerts.AlertEvent;

namespace MaritimeWatch.Service.Plots;

/// <summary>Makes plots of stored tracks.</summary>
/// <param name="chart">Has the assets.</param>
/// <param name="tracks">Where the positions are.</param>
/// <param name="desk">Has the alerts; null for none.</param>
/// <param name="searches">Whose turns are taken; null for those of this process.</param>
internal sealed class PlotQueries(Chart chart, ITrackStore tracks, SqliteDesk? desk, SearchTurns? searches = null)
{
    /// <summary>So much is drawn at most: a week of a ship under way. A longer track is thinned evenly, and the plot says so.</summary>
    private const int MostPositions = 100_000;

    private static readonly TimeSpan About = TimeSpan.FromHours(2);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private readonly SearchTurns turns = searches ?? SearchTurns.Shared;

    /// <summary>The plot as SVG, worked out in turns among the searches: one for each thing that is read, one for the drawing.</summary>
    /// <param name="question">Which.</param>
    /// <param name="label">What is printed on it.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    /// <param name="caller">Whose question it is.</param>
    /// <exception cref="GrpcStatusException">There is no such vessel, asset or alert, nothing was heard in the period, or too many questions are under way.</exception>
    public Task<byte[]> DrawAsync(PlotQuestion question, Tlp label, CancellationToken cancellation, string caller = "") =>
        turns.AskAsync(caller, () => PlotAsync(question, label, cancellation), cancellation);

    private async Task<byte[]> PlotAsync(PlotQuestion question, Tlp label, CancellationToken cancellation)
    {
        Refused.Unless(question.Mmsi.Value <= TrackQueries.LargestMmsi, "mmsi", $"mmsi is {question.Mmsi.Value}; it must have at most nine digits");
        var alert = question.AlertId is { } id ? AlertOf(id) : null;
        Refused.Unless(alert is null || alert.Vessel?.Mmsi == question.Mmsi, "alert", "the alert is about another vessel");
        var (from, to) = await turns.ReadAsync(() => Period(question, alert, cancellation), cancellation);
        var track = await turns.ReadAsync(() => tracks.GetThinnedTrack(question.Mmsi, from, to + TimeSpan.FromSeconds(1), MostPositions, cancellation), cancellation);
        if (track.Points.Count == 0)
        {
            throw Refused.For(StatusCode.NotFound, "NO_POSITIONS", $"no position of {question.Mmsi} is stored from {from} to {to}", values: ("mmsi", question.Mmsi.ToString()));
        }

        return await turns.ReadAsync(() => Encoding.UTF8.GetBytes((Plot(question, alert, track, from, to, cancellation) with { Label = TlpMarking.Of(label) }).ToSvg(isAlone: true)), cancellation);
    }

    private TimePlot Plot(PlotQuestion question, Alert? alert, ThinnedTrack track, Instant from, Instant to, CancellationToken cancellation)
    {
        var said = new VesselNames(tracks).Said(question.Mmsi, to, Refused.Read(() => tracks.ReadStaticHistory(question.Mmsi, cancellation)))?.Static;
        var name = string.IsNullOrWhiteSpace(said?.Name) ? $"MMSI {question.Mmsi}" : $"{said.Name}, MMSI {question.Mmsi}";
        var plot = TrackPlot.Of(
            name, track.Points, from, to, Passages(question.AssetId ?? alert?.Asset?.Id, isAsked: question.AssetId is not null), Marks(question, alert), cancellation: cancellation);
        return track.StoredCount > track.Points.Count
            ? plot with
            {
                Description = FormattableString.Invariant($"Thinned evenly from {track.StoredCount} positions: what fell between is not drawn. {plot.Description}"),
                Note = string.Join("; ", new[] { FormattableString.Invariant($"{track.Points.Count:N0} of {track.StoredCount:N0} positions"), plot.Note }.OfType<string>()),
            }
            : plot;
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

        // Of a situation that lasts longer than a plot may be, the end.
        var right = question.To ?? last + About;
        return Checked(question.From ?? Instant.Max(first - About, right - Longest), right);
    }

    private static (Instant From, Instant To) Checked(Instant from, Instant to)
    {
        Refused.Unless(from < to, "from", $"from, {from}, is not before to, {to}");
        Refused.Unless(to - from <= Longest, "to", $"to is more than {Longest.Days} days after from");
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
