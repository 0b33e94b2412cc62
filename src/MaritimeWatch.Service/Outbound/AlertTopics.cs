namespace MaritimeWatch.Service.Outbound;

/// <summary>The topics under which alerts and reports go out.</summary>
/// <param name="prefix">What all begin with.</param>
internal sealed class AlertTopics(string prefix)
{
    /// <summary>Retained: <c>online</c>, or <c>offline</c>, which the broker says where the service is lost.</summary>
    public string Status { get; } = $"{prefix}/status";

    /// <summary>Every event and transition once, as the gRPC feed streams them.</summary>
    public string Feed { get; } = $"{prefix}/feed";

    /// <summary>The merged feed.</summary>
    public string Reports { get; } = $"{prefix}/ais";

    /// <summary>Retained while the alert is open: its latest event.</summary>
    public string Of(string alertId) => $"{prefix}/alerts/{string.Concat(alertId.Select(character => character is '/' or '+' or '#' or '\0' ? '_' : character))}";
}
