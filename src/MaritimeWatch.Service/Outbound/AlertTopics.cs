using System.Text.RegularExpressions;

namespace MaritimeWatch.Service.Outbound;

/// <summary>The topics under which alerts and reports go out.</summary>
/// <param name="prefix">What all begin with.</param>
internal sealed partial class AlertTopics(string prefix)
{
    /// <summary>Retained: <c>online</c>, or <c>offline</c>, which the broker says where the service is lost.</summary>
    public string Status { get; } = $"{prefix}/status";

    /// <summary>Every event and transition once, as the gRPC feed streams them.</summary>
    public string Feed { get; } = $"{prefix}/feed";

    /// <summary>The merged feed.</summary>
    public string Reports { get; } = $"{prefix}/ais";

    /// <summary>Retained while the alert is open: its latest event.</summary>
    /// <param name="alertId">The alert; or a wildcard.</param>
    /// <param name="isFilter">Whether a filter is wanted, in which wildcards stay.</param>
    public string Of(string alertId, bool isFilter = false) =>
        $"{prefix}/alerts/{(isFilter ? alertId : string.Concat(alertId.Select(character => character is '/' or '+' or '#' or '\0' ? '_' : character)))}";

    /// <summary>Whether a topic can be one of an alert of ours: what else lies there is somebody else's. Whether the alert is ours the log alone knows.</summary>
    public bool IsAlert(string topic) => topic.StartsWith($"{prefix}/alerts/", StringComparison.Ordinal) && AlertId().IsMatch(topic.AsSpan(prefix.Length + "/alerts/".Length));

    /// <summary>The ids that an alert's topic may stand for, as a GLOB pattern: what a topic cannot hold is an underscore there.</summary>
    /// <param name="topic">One of which <see cref="IsAlert"/> is true.</param>
    public string IdPattern(string topic) => string.Concat(topic[Of("", isFilter: true).Length..].Select(character => character switch
    {
        '_' => "[_/+#]",
        '*' or '?' or '[' => $"[{character}]",
        _ => character.ToString(),
    }));

    /// <summary>An alert's identifier: its kind, what it is about, and the moment at which it began.</summary>
    [GeneratedRegex(@"\A[a-z]+(-[a-z]+)*-[^/+#\p{C}]{1,400}-\d{8}T\d{6}Z\z")]
    private static partial Regex AlertId();
}
