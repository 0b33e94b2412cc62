using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Contracts;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>A feed of five kept events, 3 to 7, that then only beats: the shape of the real one, with its real messages.</summary>
internal static class AlertFeedService
{
    public const long OldestSequence = 3;
    public const long HighWaterSequence = 7;

    public static GrpcServiceDefinition Definition() => new GrpcServiceDefinition(AlertServiceReflection.Descriptor.Services[0])
        .ServerStreaming<WatchAlertsRequest, WatchAlertsResponse>("WatchAlerts", WatchAsync);

    private static async Task WatchAsync(WatchAlertsRequest request, GrpcStreamWriter<WatchAlertsResponse> responses, GrpcCallContext context)
    {
        if (request.AfterSequence is > 0 and < OldestSequence - 1)
        {
            await responses.WriteAsync(new WatchAlertsResponse { ResumeExpired = new ResumeExpired { OldestSequence = OldestSequence } });
            throw new GrpcStatusException(StatusCode.OutOfRange, "RESUME_TOKEN_EXPIRED");
        }

        for (var sequence = Math.Max(OldestSequence, request.AfterSequence + 1); sequence <= HighWaterSequence; sequence++)
        {
            await responses.WriteAsync(new WatchAlertsResponse { Event = AlertEventMapping.ToProto(SampleAlerts.Full(sequence)) });
        }

        var interval = request.HeartbeatInterval?.ToTimeSpan() ?? TimeSpan.FromSeconds(5);
        while (true)
        {
            await responses.WriteAsync(new WatchAlertsResponse
            {
                Heartbeat = new Heartbeat
                {
                    HighWaterSequence = HighWaterSequence,
                    OldestSequence = OldestSequence,
                    EventTime = WireTime.ToProto(SampleAlerts.Since),
                },
            });
            await Task.Delay(interval, context.CancellationToken);
        }
    }
}
