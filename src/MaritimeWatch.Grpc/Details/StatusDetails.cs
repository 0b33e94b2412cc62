using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MaritimeWatch.Grpc.Details;

/// <summary>The header <c>grpc-status-details-bin</c>: a <c>google.rpc.Status</c> that repeats the status and adds messages to it.</summary>
public static class StatusDetails
{
    /// <summary>The longest <c>google.rpc.Status</c> sent, in bytes: clients take 8 KiB of headers in all, and base64 adds a third.</summary>
    public const int MaxBytes = 4096;

    internal const string Header = "grpc-status-details-bin";

    internal static byte[] Pack(StatusCode code, string message, IReadOnlyList<IMessage> details)
    {
        var status = new Status { Code = (int)code, Message = message };
        foreach (var detail in details)
        {
            status.Details.Add(Any.Pack(detail));
            if (status.CalculateSize() > MaxBytes)
            {
                status.Details.RemoveAt(status.Details.Count - 1);
                break;
            }
        }

        return status.ToByteArray();
    }

    /// <summary>What the trailers carry; nothing where it cannot be read, since the status itself stands in other headers.</summary>
    internal static Status Read(GrpcMetadata trailers)
    {
        try
        {
            return trailers.GetBytes(Header) is { } bytes ? Status.Parser.ParseFrom(bytes.Span) : new Status();
        }
        catch (InvalidProtocolBufferException)
        {
            return new Status();
        }
    }

    internal static T? Find<T>(Status status)
        where T : class, IMessage<T>, new()
    {
        foreach (var detail in status.Details)
        {
            try
            {
                if (detail.TryUnpack<T>(out var found))
                {
                    return found;
                }
            }
            catch (InvalidProtocolBufferException)
            {
                // Another one of the type may be whole.
            }
        }

        return null;
    }
}
