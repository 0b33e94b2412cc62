using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Details;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Why a call is not answered, with the details that programs can tell apart; gRPC and HTTP say the same of it.</summary>
internal static class Refused
{
    /// <summary>Whose reasons these are.</summary>
    public const string Domain = "maritimewatch";

    public const string Argument = "INVALID_ARGUMENT";

    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    /// <summary>A field of the request is wrong.</summary>
    /// <param name="field">The path to it in the names of the .proto.</param>
    /// <param name="problem">What is wrong and what would be right.</param>
    /// <param name="reason">The cause, where programs need to tell it apart.</param>
    public static GrpcStatusException Field(string field, string problem, string reason = Argument) => GrpcStatusException.WithDetails(
        StatusCode.InvalidArgument,
        problem,
        Info(reason),
        new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = problem, Reason = reason } } });

    /// <exception cref="GrpcStatusException">It does not hold.</exception>
    public static void Unless(bool holds, string field, string problem)
    {
        if (!holds)
        {
            throw Field(field, problem);
        }
    }

    /// <summary>Anything else.</summary>
    public static GrpcStatusException For(StatusCode code, string reason, string message, TimeSpan? retryAfter = null, params ReadOnlySpan<(string Key, string Value)> values)
    {
        List<IMessage> details = [Info(reason, values)];
        if (retryAfter is { } wait)
        {
            details.Add(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) });
        }

        return GrpcStatusException.WithDetails(code, message, details);
    }

    /// <summary>The store cannot be read or written at present.</summary>
    public static GrpcStatusException Store(string message) => For(StatusCode.Unavailable, "STORE_UNAVAILABLE", message, StoreRetry);

    /// <summary>Asks the store.</summary>
    /// <exception cref="GrpcStatusException">It cannot be read.</exception>
    public static T Read<T>(Func<T> query)
    {
        try
        {
            return query();
        }
        catch (StoreException failure)
        {
            throw Store(failure.Message);
        }
    }

    private static ErrorInfo Info(string reason, params ReadOnlySpan<(string Key, string Value)> values)
    {
        var info = new ErrorInfo { Reason = reason, Domain = Domain };
        foreach (var (key, value) in values)
        {
            info.Metadata[key] = value;
        }

        return info;
    }
}
