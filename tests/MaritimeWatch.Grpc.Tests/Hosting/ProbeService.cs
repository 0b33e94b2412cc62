using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Hosting;

/// <summary>The methods of the test service with whatever handler a test needs.</summary>
internal static class ProbeService
{
    public static GrpcMethod<Empty, Empty> EmptyCall { get; } = new(InteropReflection.Descriptor.Services[0], "EmptyCall");

    public static GrpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse> StreamingOutputCall { get; } =
        new(InteropReflection.Descriptor.Services[0], "StreamingOutputCall");

    public static GrpcServiceDefinition Of(
        Func<GrpcCallContext, Task>? unary = null, Func<GrpcStreamWriter<StreamingOutputCallResponse>, GrpcCallContext, Task>? streaming = null) =>
        new GrpcServiceDefinition(InteropReflection.Descriptor.Services[0])
            .Unary<Empty, Empty>("EmptyCall", async (_, context) =>
            {
                await (unary ?? (_ => Task.CompletedTask))(context);
                return new Empty();
            })
            .ServerStreaming<StreamingOutputCallRequest, StreamingOutputCallResponse>(
                "StreamingOutputCall", (_, responses, context) => (streaming ?? ((_, _) => Task.CompletedTask))(responses, context));
}
