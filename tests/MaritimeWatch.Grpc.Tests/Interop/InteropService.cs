using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>The server side of the gRPC interoperability test cases.</summary>
internal static class InteropService
{
    public static GrpcServiceDefinition Definition() => new GrpcServiceDefinition(InteropReflection.Descriptor.Services[0])
        .Unary<Empty, Empty>("EmptyCall", (_, context) =>
        {
            EchoMetadata(context);
            return Task.FromResult(new Empty());
        })
        .Unary<SimpleRequest, SimpleResponse>("UnaryCall", (request, context) =>
        {
            EchoMetadata(context);
            EchoStatus(request.ResponseStatus);
            context.CompressResponse = request.ResponseCompressed is true;
            return Task.FromResult(new SimpleResponse { Payload = Zeros(request.ResponseSize) });
        })
        .ServerStreaming<StreamingOutputCallRequest, StreamingOutputCallResponse>("StreamingOutputCall", async (request, responses, context) =>
        {
            EchoMetadata(context);
            await RespondAsync(request, responses, context);
        })
        .ClientStreaming<StreamingInputCallRequest, StreamingInputCallResponse>("StreamingInputCall", async (requests, context) =>
        {
            EchoMetadata(context);
            var size = 0;
            await foreach (var request in requests.ReadAllAsync())
            {
                size += request.Payload.Body.Length;
            }

            return new StreamingInputCallResponse { AggregatedPayloadSize = size };
        })
        .BidirectionalStreaming<StreamingOutputCallRequest, StreamingOutputCallResponse>("FullDuplexCall", async (requests, responses, context) =>
        {
            EchoMetadata(context);
            await foreach (var request in requests.ReadAllAsync())
            {
                await RespondAsync(request, responses, context);
            }
        });

    private static async Task RespondAsync(
        StreamingOutputCallRequest request, GrpcStreamWriter<StreamingOutputCallResponse> responses, GrpcCallContext context)
    {
        EchoStatus(request.ResponseStatus);
        foreach (var parameters in request.ResponseParameters)
        {
            await Task.Delay(TimeSpan.FromMicroseconds(parameters.IntervalUs), context.CancellationToken);
            await responses.WriteAsync(new StreamingOutputCallResponse { Payload = Zeros(parameters.Size) });
        }
    }

    private static void EchoMetadata(GrpcCallContext context)
    {
        if (context.RequestMetadata.GetText("x-grpc-test-echo-initial") is { } initial)
        {
            context.ResponseHeaders.Add("x-grpc-test-echo-initial", initial);
        }

        if (context.RequestMetadata.GetBytes("x-grpc-test-echo-trailing-bin") is { } trailing)
        {
            context.ResponseTrailers.Add("x-grpc-test-echo-trailing-bin", trailing);
        }
    }

    private static void EchoStatus(EchoStatus? status)
    {
        if (status is { Code: not 0 })
        {
            throw new GrpcStatusException((StatusCode)status.Code, status.Message);
        }
    }

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
