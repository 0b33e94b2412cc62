using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Ingest;

/// <summary><c>maritimewatch.v1.IngestService</c>: traffic in, acknowledged when it is analysed and on the disk.</summary>
internal sealed class IngestApi
{
    private readonly PushCalls calls;

    /// <param name="calls">Runs them.</param>
    public IngestApi(PushCalls calls)
    {
        this.calls = calls;
        Definition = new GrpcServiceDefinition(IngestServiceReflection.Descriptor.Services[0])
            .ClientStreaming<PushReportsRequest, PushReportsResponse>("PushReports", PushAsync)
            .BidirectionalStreaming<StreamReportsRequest, StreamReportsResponse>("StreamReports", StreamAsync);
    }

    public GrpcServiceDefinition Definition { get; }

    private Task<PushReportsResponse> PushAsync(GrpcStreamReader<PushReportsRequest> requests, GrpcCallContext context) => ServeAsync(context, (call, cancellation) =>
        call.AnswerAsync(async () => await requests.ReadAsync() is { } request ? (new PushedReports(request.Reports), request.FirstIndex) : null, cancellation));

    private Task StreamAsync(GrpcStreamReader<StreamReportsRequest> requests, GrpcStreamWriter<StreamReportsResponse> responses, GrpcCallContext context) => ServeAsync(context, async (call, cancellation) =>
    {
        var acknowledged = 0L;
        await call.RunAsync(
            async () => await requests.ReadAsync() is { } request ? (new PushedReports(request.Reports), request.FirstIndex) : null,
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

    private Task<T> ServeAsync<T>(GrpcCallContext context, Func<PushCall, CancellationToken, Task<T>> serve) =>
        calls.ServeAsync(Caller.Of(context), context.Peer, open: null, (call, _, ending) => serve(call, ending), context.CancellationToken);
}
