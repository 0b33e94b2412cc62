using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Mqtt;

/// <summary>What options have to keep to.</summary>
internal static class MqttOptionRules
{
    private const int LeastPacketBytes = 16;
    private const int MostPacketBytes = 268_435_460;

    public static string? Problem(MqttOptions options) =>
        options.Host.Length == 0 ? "the broker's host is missing"
        : options.Port is < 1 or > 65_535 ? "the broker's port is 1 to 65535"
        : !Enum.IsDefined(options.Version) ? "the version is 3.1.1 or 5"
        : !options.Path.StartsWith('/') ? "the path of a WebSocket starts with /"
        : Text("client identifier", options.ClientId)
        ?? Text("user name", options.UserName)
        ?? Password(options)
        ?? Session(options)
        ?? Numbers(options)
        ?? Times(options)
        ?? Properties(options.UserProperties)
        ?? Will(options.Will);

    /// <summary>Why a message cannot be described so, or null.</summary>
    public static string? Problem(MqttMessageProperties? properties) => properties is null ? null
        : properties.Expiry is { } expiry && !IsSeconds(expiry, uint.MaxValue) ? "a message's expiry is 0 to 4294967295 s"
        : properties.CorrelationData is { Length: > MqttText.MostBytes } ? "correlation data is longer than 65,535 bytes"
        : Text("content type", properties.ContentType)
        ?? (properties.ResponseTopic is null ? null : TopicName.Problem(properties.ResponseTopic))
        ?? Properties(properties.UserProperties);

    private static string? Password(MqttOptions options) => options.Password is null ? null
        : options.Version == MqttVersion.V311 && options.UserName is null ? "MQTT 3.1.1 takes a password only with a user name"
        : System.Text.Encoding.UTF8.GetByteCount(options.Password) > MqttText.MostBytes ? "the password is longer than 65,535 bytes"
        : null;

    private static string? Session(MqttOptions options) =>
        options.SessionExpiry != Timeout.InfiniteTimeSpan && !IsSeconds(options.SessionExpiry, uint.MaxValue - 1) ? "the session expiry is 0 to 4294967294 s, or infinite"
        : options.Version == MqttVersion.V311 && !options.CleanStart && options.ClientId.Length == 0 ? "MQTT 3.1.1 keeps a session only for a client identifier"
        : null;

    private static string? Numbers(MqttOptions options) =>
        options.ReceiveMaximum is < 1 or > 65_535 ? "the receive maximum is 1 to 65535"
        : options.MaximumPacketBytes is < LeastPacketBytes or > MostPacketBytes ? $"the maximum packet size is {LeastPacketBytes} to {MostPacketBytes} bytes"
        : options.TopicAliasMaximum is < 0 or > 65_535 ? "the topic alias maximum is 0 to 65535"
        : options.MaximumPendingPublishes is < 1 or > 60_000 ? "the number of pending publishes is 1 to 60000"
        : null;

    private static string? Times(MqttOptions options) =>
        !IsSeconds(options.KeepAlive, ushort.MaxValue) ? "the keepalive time is 0 to 65535 s"
        : options.ConnectTimeout <= TimeSpan.Zero || options.AnswerTimeout <= TimeSpan.Zero || options.PingTimeout <= TimeSpan.Zero ? "a time limit is above 0"
        : options.Backoff.Shortest <= TimeSpan.Zero ? "the shortest wait before connecting again is above 0"
        : options.Backoff.Longest < options.Backoff.Shortest || options.Backoff.Longest > TimeSpan.FromDays(1) ? "the longest wait before connecting again is at least the shortest, and at most a day"
        : options.Backoff.StableAfter < TimeSpan.Zero ? "the time after which a connection counts as stable is not negative"
        : null;

    private static string? Will(MqttWill? will) => will is null ? null
        : TopicName.Problem(will.Topic)
        ?? (will.Payload.Length > MqttText.MostBytes ? "the will's payload is longer than 65,535 bytes"
            : !Enum.IsDefined(will.Qos) ? "the will's quality of service is 0, 1 or 2"
            : !IsSeconds(will.Delay, uint.MaxValue) ? "the will's delay is 0 to 4294967295 s"
            : Problem(will.Properties));

    private static string? Properties(IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        if (properties.Count > PropertyReader.MostUserProperties)
        {
            return $"more than {PropertyReader.MostUserProperties:N0} user properties";
        }

        foreach (var (name, value) in properties)
        {
            if ((Text("user property", name) ?? Text("user property", value)) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static bool IsSeconds(TimeSpan time, uint most) => time >= TimeSpan.Zero && time.TotalSeconds <= most;

    private static string? Text(string what, string? text) => text is not null && MqttText.Problem(text) is { } problem ? $"the {what} cannot be sent: {problem}" : null;
}
