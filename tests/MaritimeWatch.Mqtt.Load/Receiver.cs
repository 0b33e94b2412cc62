using System.Globalization;

namespace MaritimeWatch.Mqtt.Load;

/// <summary>Receives a number of messages over one connection and ends, as <c>mosquitto_sub -C</c> does.</summary>
internal static class Receiver
{
    /// <summary>What to receive.</summary>
    public sealed record Order(int Port, MqttVersion Version, MqttQos Qos, string Client, string Topic, int Count)
    {
        public static Order Parse(ReadOnlySpan<string> words) => new(
            Number(words[0]), (MqttVersion)Number(words[1]), (MqttQos)Number(words[2]), words[3], words[4], Number(words[5]));

        public string[] Words() => [Text(Port), Text((int)Version), Text((int)Qos), Client, Topic, Text(Count)];

        private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public static async Task<int> RunAsync(Order order)
    {
        var left = order.Count;
        var bytes = 0L;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await MqttConnection.ConnectAsync(OptionsOf(order), new MqttSession(), (message, _) =>
        {
            bytes += message.Payload.Length;
            message.Acknowledge();
            if (--left == 0)
            {
                done.SetResult();
            }

            return ValueTask.CompletedTask;
        });
        await connection.SubscribeAsync([MqttSubscription.To(order.Topic, order.Qos)]);
        await await Task.WhenAny(done.Task, connection.Completion);
        return left <= 0 ? 0 : throw new InvalidOperationException($"{left} messages never came: {await connection.Completion}");
    }

    public static MqttOptions OptionsOf(Order order) => new()
    {
        Host = "127.0.0.1", Port = order.Port, Version = order.Version, ClientId = order.Client, CleanStart = false, SessionExpiry = TimeSpan.FromHours(1),
    };
}
