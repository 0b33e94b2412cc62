using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Replay;

/// <summary>The contract's names of kinds, severities and states.</summary>
internal static class AlertNames
{
    public static string Kind(AlertKind kind) => "ALERT_KIND_" + Upper(kind.ToString());

    public static string Severity(Severity severity) => "SEVERITY_" + Upper(severity.ToString());

    public static string State(AlertState state) => "ALERT_STATE_" + Upper(state.ToString());

    private static string Upper(string name) =>
        string.Concat(name.Select((character, index) => index > 0 && char.IsUpper(character) ? $"_{character}" : char.ToUpperInvariant(character).ToString()));
}
