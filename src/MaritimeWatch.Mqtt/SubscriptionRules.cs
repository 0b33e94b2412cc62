using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Mqtt;

/// <summary>What subscriptions have to keep to, and how their answers read.</summary>
internal static class SubscriptionRules
{
    private const int MostIdentifier = 268_435_455;

    /// <summary>Why a subscription is not in order, or null.</summary>
    public static string? Problem(MqttSubscription subscription) =>
        !Enum.IsDefined(subscription.Qos) ? "the quality of service of a subscription is 0, 1 or 2"
        : !Enum.IsDefined(subscription.RetainHandling) ? "the retain handling of a subscription is 0, 1 or 2"
        : subscription.Identifier is < 1 or > MostIdentifier ? $"the identifier of a subscription is 1 to {MostIdentifier}"
        : subscription is { NoLocal: true, Filter.ShareName: not null } ? "a shared subscription cannot keep the client's own messages away"
        : null;

    /// <summary>The refusal of a filter that the broker said it would not do, without asking it; null where it is to be asked.</summary>
    public static MqttSubscribeResult? Objection(MqttSubscription subscription, MqttServer server)
    {
        MqttReasonCode? code = subscription.Filter.HasWildcard && !server.WildcardsAvailable ? MqttReasonCode.WildcardSubscriptionsNotSupported
            : subscription.Filter.ShareName is not null && !server.SharedSubscriptionsAvailable ? MqttReasonCode.SharedSubscriptionsNotSupported
            : subscription.Identifier is not null && !server.SubscriptionIdentifiersAvailable ? MqttReasonCode.SubscriptionIdentifiersNotSupported
            : null;
        return code is { } refused ? Result(subscription.Filter, refused, null) : null;
    }

    /// <summary>What became of a filter.</summary>
    public static MqttSubscribeResult Result(TopicFilter filter, MqttReasonCode code, string? reason) => new(
        filter, code, code < MqttReasonCode.UnspecifiedError ? null : Wire.Failures.WithReason($"the filter {filter} was refused: {ReasonCodes.Words(code)}", reason));
}
