using Google.Protobuf;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Hosting;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class FeedEntryTests
{
    /// <summary>Headlines that make the event 0 to 20,000 bytes long, around each limit where its length takes one byte more: 2^7 and 2^14.</summary>
    public static TheoryData<int> Lengths => [0, 1, 100, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 16_370, 16_380, 16_381, 16_382, 16_383, 16_384, 16_385, 20_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Response_OfAnEvent_IsTheMessageThatHoldsIt(int length)
    {
        var alert = new AlertEvent { Headline = new string('x', length) };

        var entry = new FeedEntry(1, alert.ToByteArray());

        Assert.Equal(new WatchAlertsResponse { Event = alert }.ToByteArray(), entry.Response.ToArray());
        Assert.Equal(alert.ToByteArray(), entry.Payload.ToArray());
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Response_OfATransition_IsTheMessageThatHoldsIt(int length)
    {
        var transition = new AlertTransition { Cause = new string('x', length) };

        var entry = new FeedEntry(1, transition.ToByteArray(), isTransition: true);

        Assert.Equal(new WatchAlertsResponse { Transition = transition }.ToByteArray(), entry.Response.ToArray());
        Assert.Equal(transition.ToByteArray(), entry.Payload.ToArray());
    }
}
