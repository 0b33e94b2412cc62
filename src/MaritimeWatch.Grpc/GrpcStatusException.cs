namespace MaritimeWatch.Grpc;

/// <summary>Ends a call with a status: thrown by handlers on the server, and by the client for what the server answered.</summary>
/// <param name="code">The status; not <see cref="StatusCode.Ok"/> when thrown by a handler.</param>
/// <param name="message">One sentence for the caller; goes over the wire.</param>
/// <param name="trailers">Metadata that goes with the status, or null for none.</param>
/// <param name="innerException">What led to it, or null; stays on this side of the wire.</param>
public sealed class GrpcStatusException(StatusCode code, string message, GrpcMetadata? trailers = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The status.</summary>
    public StatusCode Code { get; } = code;

    /// <summary>Metadata that goes with the status.</summary>
    public GrpcMetadata Trailers { get; } = trailers ?? [];
}
