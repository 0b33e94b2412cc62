namespace MaritimeWatch.Grpc.Server;

/// <summary>A handler whose message types are bound.</summary>
/// <param name="IsServerStreaming">Whether it may run for ever, so that stopping ends it at once.</param>
/// <param name="Run">Runs it on a call.</param>
internal sealed record GrpcHandler(bool IsServerStreaming, Func<ServerCall, Task> Run);
