using Google.Protobuf;
using MaritimeWatch.Grpc.Details;

namespace MaritimeWatch.Grpc;

/// <summary>Ends a call with a status: thrown by handlers on the server, and by the client for what the server answered.</summary>
/// <param name="code">The status; not <see cref="StatusCode.Ok"/> when thrown by a handler.</param>
/// <param name="message">One sentence for the caller; goes over the wire.</param>
/// <param name="trailers">Metadata that goes with the status, or null for none.</param>
/// <param name="innerException">What led to it, or null; stays on this side of the wire.</param>
public sealed class GrpcStatusException(StatusCode code, string message, GrpcMetadata? trailers = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    private Status? _details;

    /// <summary>The status.</summary>
    public StatusCode Code { get; } = code;

    /// <summary>Metadata that goes with the status.</summary>
    public GrpcMetadata Trailers { get; } = trailers ?? [];

    /// <summary>The cause that programs can tell apart, or null.</summary>
    public ErrorInfo? ErrorInfo => Detail<ErrorInfo>();

    /// <summary>What is wrong with the request, or null.</summary>
    public BadRequest? BadRequest => Detail<BadRequest>();

    /// <summary>When to try again, or null.</summary>
    public RetryInfo? RetryInfo => Detail<RetryInfo>();

    /// <summary>A status with details (<c>grpc-status-details-bin</c>).</summary>
    /// <param name="code">The status.</param>
    /// <param name="message">One sentence for the caller.</param>
    /// <param name="details">Usually <see cref="Details.ErrorInfo"/>, <see cref="Details.BadRequest"/> or <see cref="Details.RetryInfo"/>, the most telling first:
    /// from the first that would take more than <see cref="StatusDetails.MaxBytes"/> in all, they are left out, since clients refuse long headers.</param>
    public static GrpcStatusException WithDetails(StatusCode code, string message, params IReadOnlyList<IMessage> details) =>
        new(code, message, new GrpcMetadata { { StatusDetails.Header, StatusDetails.Pack(code, message, details) } });

    /// <summary>The first detail of a type, or null where there is none, or none that can be read.</summary>
    /// <typeparam name="T">The generated message.</typeparam>
    public T? Detail<T>()
        where T : class, IMessage<T>, new() => StatusDetails.Find<T>(_details ??= StatusDetails.Read(Trailers));
}
