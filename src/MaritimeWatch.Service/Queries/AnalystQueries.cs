using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>The analyst's questions, each once for gRPC, HTTP and the command line. They may look at much, so they take turns (<see cref="SearchTurns"/>).</summary>
/// <param name="tracks">What is stored.</param>
/// <param name="chart">What is charted.</param>
internal sealed class AnalystQueries(ITrackStore tracks, Chart chart)
{
    private readonly SearchTurns turns = SearchTurns.Shared;
    private readonly AnswerPages pages = new(TimeProvider.System);
    private readonly TrackReadings readings = new(tracks, SearchTurns.Shared);
    private readonly VisitQueries visits = new(tracks, new PassageQueries(tracks, chart));
    private readonly PassageQueries passages = new(tracks, chart);
    private readonly PictureQueries pictures = new(tracks);
    private readonly Lazy<EncounterQueries> encounters = new(() => new EncounterQueries(tracks, chart));
    private readonly TrafficStatisticsQueries statistics = new(tracks);

    public Task<ReadTrackResponse> ReadTrackAsync(ReadTrackRequest request, CancellationToken cancellation, string caller = "") =>
        turns.AskAsync(caller, () => readings.ReadAsync(request, cancellation), cancellation);

    public Task<ListVisitsResponse> ListVisitsAsync(ListVisitsRequest request, CancellationToken cancellation, string caller = "") =>
        turns.AskAsync(caller, () => visits.ListAsync(request, pages, caller, cancellation), cancellation);

    public Task<ListCrossingsResponse> ListCrossingsAsync(ListCrossingsRequest request, CancellationToken cancellation, string caller = "") =>
        turns.AskAsync(caller, () => passages.CrossingsAsync(request, pages, caller, cancellation), cancellation);

    public Task<ListPositionsResponse> ListPositionsAsync(ListPositionsRequest request, CancellationToken cancellation, string caller = "") =>
        turns.AskAsync(caller, () => pictures.ListAsync(request, pages, caller, cancellation), cancellation);

    public Task<ListEncountersResponse> ListEncountersAsync(ListEncountersRequest request, CancellationToken cancellation, string caller = "") =>
        turns.AskAsync(caller, () => encounters.Value.ListAsync(request, pages, caller, cancellation), cancellation);

    public Task<GetTrafficStatisticsResponse> GetTrafficStatisticsAsync(GetTrafficStatisticsRequest request, CancellationToken cancellation, string caller = "") =>
        turns.AskAsync(caller, () => statistics.GetAsync(request, cancellation), cancellation);
}
