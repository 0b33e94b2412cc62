using System.Text;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>Against a real mosquitto, in both versions of the protocol.</summary>
[Collection("mosquitto")]
public sealed class MosquittoTests(SharedMosquitto shared)
{
    public static TheoryData<MqttVersion, MqttQos> Ways { get; } = Combine();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Publish_ThenReceive_AtEachQualityOfService(MqttVersion version, MqttQos qos)
    {
        var (options, topic) = shared.Fresh(version);
        var inbox = new Inbox();
        await using var connection = await MqttConnection.ConnectAsync(options, new MqttSession(), inbox.Handler);
        var granted = Assert.Single(await connection.SubscribeAsync([MqttSubscription.To(topic + "/+", qos)]));
        Assert.Equal(qos, granted.Granted);

        for (var i = 0; i < 200; i++)
        {
            var result = await Soon.In(connection.PublishAsync($"{topic}/{i % 3}", Encoding.UTF8.GetBytes($"message {i}"), qos));
            Assert.True(result.Taken, result.Words);
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"message {i}"), await inbox.NextAsync(200));
    }

    private static TheoryData<MqttVersion, MqttQos> Combine()
    {
        var ways = new TheoryData<MqttVersion, MqttQos>();
        foreach (var version in Enum.GetValues<MqttVersion>())
        {
            foreach (var qos in Enum.GetValues<MqttQos>())
            {
                ways.Add(version, qos);
            }
        }

        return ways;
    }
}
