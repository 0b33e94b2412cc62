using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Ais;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Details;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Ingest;

/// <summary>Runs the calls that push traffic, over gRPC and HTTP alike: within the bounds of their source, and to the disk.</summary>
internal sealed class PushCalls
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
    public PushCalls(IngestSettings settings, SourceGateway gateway, ReportIntake intake, ITrackStore tracks, TimeProvider clock, CancellationToken stopping, RawJournal? journal = null)
    {
        (this.settings, this.intake, this.tracks, this.clock, this.stopping, this.journal) = (settings, intake, tracks, clock, stopping, journal);
        sources = new PushSources(gateway, settings.Push, clock);
    }

    /// <summary>Runs a call within the bounds of its source; whatever keeps reports from the disk is UNAVAILABLE.</summary>
    /// <param name="caller">Who pushes.</param>
    /// <param name="peer">From where, for the journal.</param>
    /// <param name="open">Opens the body of the request that pushes, once there is a place for it: nothing of it is held before; null for a call of gRPC.</param>
    /// <param name="serve">The call.</param>
    /// <param name="cancellation">The caller's.</param>
    /// <exception cref="GrpcStatusException">It is refused, or broke off; everything acknowledged by then is durable.</exception>
    public async Task<T> ServeAsync<T>(Caller caller, string peer, Func<CancellationToken, Task<PushBody>>? open, Func<PushCall, PushBody?, CancellationToken, Task<T>> serve, CancellationToken cancellation)
    {
        var source = sources.Of(caller);
        if (!source.TryOpen(isRequest: open is not null))
        {
            throw Later(StatusCode.ResourceExhausted, "TOO_MANY_STREAMS", $"this source pushes on {settings.Push.StreamsPerSource} streams already", PlaceRetryDelay);
        }

        PushReader? reader = null;
        using var kept = journal is null ? null : new PushJournal(journal, $"push/{caller.Name}/{peer}", settings.EventTime == EventTimeSource.Receipt);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        try
        {
            var body = open is null ? null : await open(ending.Token);
            reader = new PushReader(interning, settings.EventTime, body?.Dialect, source.Runtime);
            source.Counters.Opened(reader.Counters);
            return await serve(new PushCall(source, reader, intake, tracks, clock, kept), body, ending.Token);
        }
        catch (StoreException refused)
        {
            throw Later(StatusCode.Unavailable, "STORE_UNAVAILABLE", $"{refused.Message}; push again what was not acknowledged", StoreRetryDelay);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ChannelClosedException && stopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Later(StatusCode.Unavailable, "STOPPING", "the service is stopping; push again what was not acknowledged", StoreRetryDelay);
        }
        finally
        {
            if (reader is not null)
            {
                source.Counters.Closed(reader.Counters);
            }

            source.Close();
        }
    }

    private static GrpcStatusException Later(StatusCode code, string reason, string message, TimeSpan delay) => GrpcStatusException.WithDetails(
        code, message, new ErrorInfo { Reason = reason, Domain = "maritimewatch" }, new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });
}
