using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Ais;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Details;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Ingest;

/// <summary><c>maritimewatch.v1.IngestService</c>: traffic in, acknowledged when it is analysed and on the disk.</summary>
internal sealed class IngestApi
{
    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PlaceRetryDelay = TimeSpan.FromSeconds(1);

    private readonly PushSources sources;
    private readonly ReportIntake intake;
    private readonly ITrackStore tracks;
    private readonly IngestSettings settings;
    private readonly TimeProvider clock;
    private readonly CancellationToken stopping;
    private readonly RawJournal? journal;
    private readonly StaticReportInterning interning = new();

    /// <param name="settings">Bounds, and which clock gives event time.</param>
    /// <param name="gateway">Where whoever pushes becomes a source.</param>
    /// <param name="intake">The queue before the analyser.</param>
    /// <param name="tracks">Where reports are stored.</param>
    /// <param name="clock">When reports are received.</param>
    /// <param name="stopping">Ends every call: the service takes no more traffic.</param>
    /// <param name="journal">Keeps what is pushed as it was pushed, or null.</param>
    public IngestApi(IngestSettings settings, SourceGateway gateway, ReportIntake intake, ITrackStore tracks, TimeProvider clock, CancellationToken stopping, RawJournal? journal = null)
    {
        (this.settings, this.intake, this.tracks, this.clock, this.stopping, this.journal) = (settings, intake, tracks, clock, stopping, journal);
        this.sources = new PushSources(gateway, settings.Push, clock);
        Definition = new GrpcServiceDefinition(IngestServiceReflection.Descriptor.Services[0])
            .ClientStreaming<PushReportsRequest, PushReportsResponse>("PushReports", PushAsync)
            .BidirectionalStreaming<StreamReportsRequest, StreamReportsResponse>("StreamReports", StreamAsync);
    }

    public GrpcServiceDefinition Definition { get; }

    private Task<PushReportsResponse> PushAsync(GrpcStreamReader<PushReportsRequest> requests, GrpcCallContext context) => ServeAsync(context, async (call, cancellation) =>
    {
        await call.RunAsync(
            async () => await requests.ReadAsync() is { } request ? (request.Reports, request.FirstIndex) : null, _ => Task.CompletedTask, cancellation);
        call.Finish();
        var response = new PushReportsResponse { Totals = call.Tally.Totals(), AcknowledgedIndex = call.Last };
        response.FirstRejected.Add(call.Tally.TakeListed());
        return response;
    });

    private Task StreamAsync(GrpcStreamReader<StreamReportsRequest> requests, GrpcStreamWriter<StreamReportsResponse> responses, GrpcCallContext context) => ServeAsync(context, async (call, cancellation) =>
    {
        var acknowledged = 0L;
        await call.RunAsync(
            async () => await requests.ReadAsync() is { } request ? (request.Reports, request.FirstIndex) : null,
            index => responses.WriteAsync(Acknowledgement(call, acknowledged = Math.Max(acknowledged, index))),
            cancellation);
        if (acknowledged < call.Last)
        {
            call.Finish();
            await responses.WriteAsync(Acknowledgement(call, call.Last));
        }

        return true;
    });

    private static StreamReportsResponse Acknowledgement(PushCall call, long index)
    {
        var response = new StreamReportsResponse { AcknowledgedIndex = index, Totals = call.Tally.Totals() };
        response.Rejected.Add(call.Tally.TakeListed());
        return response;
    }

    /// <summary>Runs a call within the bounds of its source; whatever keeps reports from the disk is UNAVAILABLE.</summary>
    private async Task<T> ServeAsync<T>(GrpcCallContext context, Func<PushCall, CancellationToken, Task<T>> serve)
    {
        var source = sources.Of(Caller.Of(context));
        if (!source.TryOpen())
        {
            throw Later(StatusCode.ResourceExhausted, "TOO_MANY_STREAMS", $"this source pushes on {settings.Push.StreamsPerSource} streams already", PlaceRetryDelay);
        }

        var reader = new PushReader(interning, settings.EventTime);
        source.Counters.Opened(reader.Counters);
        using var kept = journal is null ? null : new PushJournal(journal, $"push/{Caller.Of(context).Name}/{context.Peer}", settings.EventTime == EventTimeSource.Receipt);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        try
        {
            return await serve(new PushCall(source, reader, intake, tracks, clock, kept), ending.Token);
        }
        catch (StoreException refused)
        {
            throw Later(StatusCode.Unavailable, "STORE_UNAVAILABLE", $"{refused.Message}; push again what was not acknowledged", StoreRetryDelay);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ChannelClosedException && stopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw Later(StatusCode.Unavailable, "STOPPING", "the service is stopping; push again what was not acknowledged", StoreRetryDelay);
        }
        finally
        {
            source.Counters.Closed(reader.Counters);
            source.Close();
        }
    }

    private static GrpcStatusException Later(StatusCode code, string reason, string message, TimeSpan delay) => GrpcStatusException.WithDetails(
        code, message, new ErrorInfo { Reason = reason, Domain = "maritimewatch" }, new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });
}
