using System.Numerics;
using Google.Protobuf;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Hosting;

/// <summary>One event or transition as the feed hands it out.</summary>
/// <remarks>
/// The log keeps the bytes of the event; a message of the feed is a field number and a length in front of them. Put there once, they go to
/// every subscriber as they are, and nobody takes the event apart to put it together again.
/// </remarks>
internal sealed class FeedEntry
{
    private readonly byte[] response;
    private readonly int payloadAt;
    private byte[]? serverSentEvent;

    /// <param name="sequence">Its number.</param>
    /// <param name="payload">The serialised <c>maritimewatch.v1.AlertEvent</c> or <c>AlertTransition</c>.</param>
    /// <param name="isTransition">Which of the two.</param>
    public FeedEntry(long sequence, ReadOnlySpan<byte> payload, bool isTransition = false)
    {
        (Sequence, IsTransition) = (sequence, isTransition);
        var field = isTransition ? WatchAlertsResponse.TransitionFieldNumber : WatchAlertsResponse.EventFieldNumber;
        payloadAt = 1 + ((BitOperations.Log2((uint)payload.Length | 1) / 7) + 1);
        response = new byte[payloadAt + payload.Length];
        using var head = new CodedOutputStream(response);
        head.WriteTag(field, WireFormat.WireType.LengthDelimited);
        head.WriteLength(payload.Length);
        head.Flush();
        payload.CopyTo(response.AsSpan(payloadAt));
    }

    public long Sequence { get; }

    public bool IsTransition { get; }

    /// <summary>The serialised event or transition.</summary>
    public ReadOnlySpan<byte> Payload => response.AsSpan(payloadAt);

    /// <summary>The serialised <c>maritimewatch.v1.WatchAlertsResponse</c> that holds it.</summary>
    public ReadOnlyMemory<byte> Response => response;

    /// <summary>The event as a browser gets it, made when the first one wants it.</summary>
    public ReadOnlyMemory<byte> ServerSentEvent => serverSentEvent ??= Api.Http.FeedEventText.Of(this);
}
