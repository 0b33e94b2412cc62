using MaritimeWatch.Grpc;

namespace MaritimeWatch.Service.Access;

/// <summary>Why a request is not let in.</summary>
/// <param name="Code">The status of the gRPC side; the HTTP side has the one that fits it.</param>
/// <param name="Reason">For programs, the same on both sides.</param>
/// <param name="Message">For a person, printable ASCII; never tells more of a credential than its holder knows.</param>
internal sealed record Refusal(StatusCode Code, string Reason, string Message)
{
    public static readonly Refusal Missing = new(
        StatusCode.Unauthenticated, "CREDENTIALS_MISSING", "this service wants credentials: 'authorization: Bearer' with a token, or a client certificate");

    public static readonly Refusal Invalid = new(StatusCode.Unauthenticated, "CREDENTIALS_INVALID", "the credentials are not valid here") { IsGuess = true };

    public static readonly Refusal WrongPlace = new(StatusCode.Unauthenticated, "CREDENTIALS_INVALID", "the credentials are not valid here");

    public static readonly Refusal Expired = new(StatusCode.Unauthenticated, "CREDENTIALS_EXPIRED", "the token has expired; get a new one");

    public static readonly Refusal NotYetValid = new(StatusCode.Unauthenticated, "CREDENTIALS_NOT_YET_VALID", "the token is not valid yet; compare the clocks");

    public static readonly Refusal Revoked = new(StatusCode.Unauthenticated, "CREDENTIALS_REVOKED", "the credentials have been revoked");

    public static readonly Refusal UnknownCertificate = new(StatusCode.Unauthenticated, "CERTIFICATE_UNKNOWN", "the client certificate belongs to nobody in the configuration");

    public static readonly Refusal HostUnknown = new(
        StatusCode.PermissionDenied, "HOST_NOT_LOCAL", "a service that asks nobody who they are answers only as localhost, 127.0.0.1 or [::1]");

    /// <summary>When to try again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it may have been an attempt to guess: counted against the address it came from.</summary>
    public bool IsGuess { get; init; }

    public static Refusal Scope(Scope scope) => new(StatusCode.PermissionDenied, "SCOPE_MISSING", $"this takes the scope {AccessWords.Of(scope)}, which the caller's role does not have");

    public static Refusal OutOfReach(string message) => new(StatusCode.PermissionDenied, "OUT_OF_REACH", message);

    public static Refusal CrossOrigin(string message) => new(StatusCode.PermissionDenied, "CROSS_ORIGIN", message);

    public static Refusal Quota(string message, TimeSpan retryAfter) => new(StatusCode.ResourceExhausted, "QUOTA_EXCEEDED", message) { RetryAfter = retryAfter };

    public static Refusal LockedOut(TimeSpan retryAfter) =>
        new(StatusCode.ResourceExhausted, "LOCKED_OUT", "too many bad credentials came from this address") { RetryAfter = retryAfter };
}
