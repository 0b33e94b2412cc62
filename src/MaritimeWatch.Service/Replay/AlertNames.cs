using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Replay;

/// <summary>The contract's names of kinds and severities.</summary>
internal static class AlertNames
{
    public static string Kind(AlertKind kind) => "ALERT_KIND_" + Upper(kind.ToString());

    public static string Severity(Severity severity) => "SEVERITY_" + Upper(severity.ToString());

    private static string Upper(string name) =>
        string.Concat(name.Select((character, index) => index > 0 && char.IsUpper(character) ? $"_{character}" : char.ToUpperInvariant(character).ToString()));
}
