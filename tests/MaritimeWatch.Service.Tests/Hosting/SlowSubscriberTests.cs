using System.Globalization;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Hosting;
using AlertEvent = MaritimeWatch.Domain.Alerts.AlertEvent;
using AlertState = MaritimeWatch.Domain.Alerts.AlertState;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class SlowSubscriberTests
{
    private const int Events = 40;

    [Fact]
    public async Task SubscriberThatStopsReading_IsCutWithTheResumePoint_AndMissesNothingAfterResuming()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Feed = settings.Feed with { MaxEventsBehind = 10 } });
        using var patience = new CancellationTokenSource(RunningService.Patience);
        await using var stream = service.Client.StreamAsync(RunningService.WatchAlerts, new WatchAlertsRequest(), cancellation: patience.Token).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        // Reads on as soon as it is cut: the status waits for a reader for some seconds only.
        var number = 0;
        while (service.Host.Feed.Cut == 0)
        {
            Assert.InRange(++number, 1, Events);
            await PublishAsync(service, number);
        }

        var seen = new List<long>();
        var cut = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
        {
            while (await stream.MoveNextAsync())
            {
                if (stream.Current.Event is { } alert)
                {
                    seen.Add(alert.Sequence);
                }
            }
        });

        while (number < Events)
        {
            await PublishAsync(service, ++number);
        }

        Assert.Equal(StatusCode.ResourceExhausted, cut.Code);
        Assert.InRange(seen.Count, 0, Events - 11);
        Assert.Equal(seen.LastOrDefault().ToString(CultureInfo.InvariantCulture), cut.Trailers.GetText("resume-after-sequence"));
        var rest = await service.EventsAsync(seen.LastOrDefault(), Events - seen.Count);
        Assert.Equal(Enumerable.Range(1, Events).Select(number => (long)number), seen.Concat(rest.Select(alert => alert.Sequence)));
    }

    private static async Task PublishAsync(RunningService service, int number) =>
        service.Host.Feed.Publish(await service.Host.Store.Alerts.AppendAsync([Bulky(number)], AlertDelivery.Encoding));

    private static AlertEvent Bulky(int number) => new()
    {
        Sequence = 0,
        AlertId = string.Create(CultureInfo.InvariantCulture, $"bulky-{number}"),
        Revision = 1,
        State = AlertState.Raised,
        Kind = Domain.Alerts.AlertKind.Loitering,
        Severity = Domain.Alerts.Severity.Notice,
        Since = Traffic.Epoch,
        EventTime = Traffic.Epoch,

        // More than all windows and buffers on the way hold together.
        Headline = new string('x', 500_000),
        RecommendedAction = "",
        Evidence = new Domain.Alerts.Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
