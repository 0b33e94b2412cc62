using System.Threading.Channels;

namespace MaritimeWatch.Mqtt.Tests;

/// <summary>A consumer that keeps what it gets, and acknowledges at once or when the test says so.</summary>
internal sealed class Inbox(bool acknowledges = true)
{
    private readonly Channel<Received> received = Channel.CreateUnbounded<Received>();
    private int count;

    /// <summary>How many came in all.</summary>
    public int Count => Volatile.Read(ref count);

    public MqttMessageHandler Handler => (message, _) =>
    {
        Interlocked.Increment(ref count);
        received.Writer.TryWrite(Received.Of(message));
        if (acknowledges)
        {
            message.Acknowledge();
        }

        return ValueTask.CompletedTask;
    };

    /// <summary>The next message.</summary>
    public Task<Received> NextAsync() => Soon.In(received.Reader.ReadAsync().AsTask());

    /// <summary>The next so many messages, by their text.</summary>
    public async Task<List<string>> NextAsync(int count)
    {
        var texts = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            texts.Add((await NextAsync()).Text);
        }

        return texts;
    }
}
