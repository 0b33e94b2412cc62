using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Answers fault questions over a chart and a store; gRPC, HTTP and command line alike.</summary>
internal sealed class SuspectQueries(Chart chart, ITrackStore tracks, SqliteDesk? desk)
{
    /// <summary>A question reads much: no more of them at once than there are processors. They wait here and not in the turns of short questions, which are those of a piece.</summary>
    private static readonly SemaphoreSlim Searches = new(Environment.ProcessorCount);

    /// <summary>The asset of an id.</summary>
    /// <exception cref="GrpcStatusException">It is not charted.</exception>
    public ChartedAsset Asset(string id) => chart.Assets.FirstOrDefault(asset => asset.Id == id)
        ?? throw Refused.For(StatusCode.NotFound, "ASSET_NOT_FOUND", $"there is no asset '{id}'", values: ("assetId", id));

    /// <summary>The answer as a message with its label.</summary>
    /// <exception cref="GrpcStatusException">The question is wrong, or the store cannot be read.</exception>
    public async Task<RankSuspectsResponse> AnswerAsync(RankSuspectsRequest request, Tlp label, CancellationToken cancellation, string caller = "") =>
        SuspectMessages.Of(await ReportAsync(request, cancellation, caller), label);

    /// <summary>The answer with everything in it.</summary>
    /// <exception cref="GrpcStatusException">The question is wrong, or the store cannot be read.</exception>
    public Task<SuspectReport> ReportAsync(RankSuspectsRequest request, CancellationToken cancellation, string caller = "")
    {
        var question = Question(request);
        return SearchTurns.Shared.AskAsync(caller, () => RunAsync(question, cancellation), cancellation);
    }

    private async Task<SuspectReport> RunAsync(FaultQuestion question, CancellationToken cancellation)
    {
        await Searches.WaitAsync(cancellation);
        try
        {
            return Run(question, cancellation);
        }
        finally
        {
            Searches.Release();
        }
    }

    private SuspectReport Run(FaultQuestion question, CancellationToken cancellation)
    {
        try
        {
            return new SuspectSearch(tracks, desk is null ? SuspectAlerts.None : SuspectAlerts.Read(desk, question)).Run(question, cancellation);
        }
        catch (StoreException failure)
        {
            throw Refused.Store(failure.Message);
        }
        catch (ArgumentOutOfRangeException beyond)
        {
            throw Refused.Field("from_km", $"the stretch lies beyond the asset's end: {beyond.Message}");
        }
    }

    private FaultQuestion Question(RankSuspectsRequest request)
    {
        Refused.Unless(request.At is not null, "at", "at is not set: when did it fail?");
        var question = new FaultQuestion
        {
            Asset = Asset(request.AssetId),
            At = TrackMessages.Moment(request.At, "at", default),
            PlusMinus = request.HasPlusMinusSeconds ? TimeSpan.FromSeconds(request.PlusMinusSeconds) : FaultQuestion.UsualPlusMinus,
            WithinMetres = request.HasWithinMetres ? request.WithinMetres : FaultQuestion.UsualWithinMetres,
            Stretch = new KilometreRange(request.HasFromKm ? request.FromKm : 0, request.HasToKm ? request.ToKm : double.PositiveInfinity),
            Most = request.MaxSuspects == 0 ? 50 : request.MaxSuspects,
        };
        return question.Problem() is var (field, problem) ? throw Refused.Field(field, problem) : question;
    }
}
