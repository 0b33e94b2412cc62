using System.Threading.Channels;
using MaritimeWatch.Mqtt;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>The messages of a connection that the broker keeps until they are durable: stored in groups, while further ones come, and acknowledged in their order.</summary>
/// <remarks>Bounded by <see cref="MqttOptions.ReceiveMaximum"/>: more the broker does not send, or the client does not read.</remarks>
internal sealed class MqttReceipts : IAsyncDisposable
{
    /// <summary>How long what is on its way when the connection ends may take. Design value: many commits.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly Channel<Entry> entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource ending = new();
    private readonly List<Entry> group = [];
    private readonly List<DurableReports> unsettled = [];
    private readonly SourceSession session;
    private readonly DurableSettling settling;

    public MqttReceipts(SourceSession session, DurableSettling settling)
    {
        (this.session, this.settling) = (session, settling);
        Running = Task.Run(RunAsync);
    }

    /// <summary>Done when it ends; before it is disposed of, only by a failure.</summary>
    public Task Running { get; }

    /// <summary>A message is to be acknowledged once its reports are durable.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reports">Its reports, about to be handed over; null for none.</param>
    public void Add(in MqttMessage message, DurableReports? reports)
    {
        // One that holds nothing of use is no sign of life.
        session.Unsettled(reports is null ? 0 : 1);
        entries.Writer.TryWrite(new Entry(message, reports));
    }

    /// <summary>Settles what has come. The connection has ended: no message comes any more, and what cannot be settled in time is left to the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        ending.CancelAfter(Farewell);
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (entries.Reader.TryRead(out var left))
        {
            if (left.Reports is { } reports)
            {
                session.Unsettled(-1);
                settling.Shed(reports);
            }

            left.Message.GiveBack();
        }

        ending.Dispose();
    }

    private async Task RunAsync()
    {
        while (await entries.Reader.WaitToReadAsync(ending.Token))
        {
            var acknowledged = 0;
            try
            {
                await GatherAsync();
                var isSettled = unsettled.Count == 0 || await settling.SettleAsync(unsettled, ending.Token);
                for (; acknowledged < group.Count && isSettled && group[acknowledged].Reports is null or { IsWhole: true }; acknowledged++)
                {
                    group[acknowledged].Message.Acknowledge();
                }

                if (acknowledged < group.Count)
                {
                    // The broker sends again what it still has, once it is asked anew.
                    throw new SourceFailedException("a message could not be taken over whole; the broker is asked for it again");
                }
            }
            finally
            {
                session.Unsettled(-unsettled.Count);
                group.Skip(acknowledged).ToList().ForEach(entry => entry.Message.GiveBack());
                group.Clear();
                unsettled.Clear();
            }
        }
    }

    /// <summary>The next message, once the analyser has taken all of it, and those behind it of which that is so already.</summary>
    private async Task GatherAsync()
    {
        var reports = 0;
        while (reports < DurableSettling.MostAtOnce && entries.Reader.TryPeek(out var next) && (group.Count == 0 || next.Reports is null or { Receipt.Taken.IsCompleted: true }))
        {
            if (next.Reports is { } waiting)
            {
                await waiting.Receipt.Taken.WaitAsync(ending.Token);
                unsettled.Add(waiting);
                reports += waiting.Count;
            }

            entries.Reader.TryRead(out _);
            group.Add(next);
        }
    }

    private readonly record struct Entry(MqttMessage Message, DurableReports? Reports);
}
