using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Details;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>The server side of the gRPC interoperability test cases.</summary>
internal static class InteropService
{
    /// <param name="stop">Begins to stop the server; done when it has begun. A unary call with x-test-stop asks for it, and is answered afterwards.</param>
    public static GrpcServiceDefinition Definition(Func<Task>? stop = null) => new GrpcServiceDefinition(InteropReflection.Descriptor.Services[0])
        .Unary<Empty, Empty>("EmptyCall", (_, context) =>
        {
            EchoMetadata(context);
            return Task.FromResult(new Empty());
        })
        .Unary<SimpleRequest, SimpleResponse>("UnaryCall", async (request, context) =>
        {
            EchoMetadata(context);
            EchoStatus(request.ResponseStatus);
            FailWithDetails(context);
            if (stop is not null && context.RequestMetadata.GetText("x-test-stop") is not null)
            {
                await stop();
            }

            context.CompressResponse = request.ResponseCompressed is true;
            return new SimpleResponse { Payload = Zeros(request.ResponseSize) };
        })
        .ServerStreaming<StreamingOutputCallRequest, StreamingOutputCallResponse>("StreamingOutputCall", async (request, responses, context) =>
        {
            EchoMetadata(context);
            context.CompressResponse = request.ResponseParameters.Any(parameters => parameters.Compressed is true);
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
            await responses.WriteAsync(new StreamingOutputCallResponse { Payload = Zeros(parameters.Size) }, parameters.Compressed is true);
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

    private static void FailWithDetails(GrpcCallContext context)
    {
        if (context.RequestMetadata.GetText("x-test-details") is not null)
        {
            throw GrpcStatusException.WithDetails(
                StatusCode.InvalidArgument,
                "the page is too long",
                new ErrorInfo { Reason = "PAGE_TOO_LONG", Domain = "maritimewatch", Metadata = { { "longest", "1000" } } },
                new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "page_size", Description = "1 to 1000", Reason = "OUT_OF_RANGE" } } },
                new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2.5)) });
        }
    }

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
