using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>The words of labels, and labels in short.</summary>
internal static class Expect
{
    public const string Notice = "SEVERITY_NOTICE";
    public const string Warning = "SEVERITY_WARNING";
    public const string Alarm = "SEVERITY_ALARM";
    public const string Loitering = "ALERT_KIND_LOITERING";
    public const string RepeatedCrossing = "ALERT_KIND_REPEATED_CROSSING";
    public const string AnchoredOnAsset = "ALERT_KIND_ANCHORED_ON_ASSET";
    public const string DragAtAnchor = "ALERT_KIND_DRAG_AT_ANCHOR";
    public const string PoweredDrag = "ALERT_KIND_POWERED_DRAG";
    public const string Trawling = "ALERT_KIND_TRAWLING";
    public const string DarkGap = "ALERT_KIND_DARK_GAP";

    /// <summary>Forbids a kind (null: every kind) at and above a severity for the whole of the traffic.</summary>
    public static ForbiddenAlert Never(this Stage stage, string? kind, string severity) => new(kind, severity, stage.Start, stage.At(stage.Seconds));

    /// <summary>A label that expects nothing.</summary>
    public static Label Nothing(this Stage stage, string recipe, uint mmsi, string story, params IReadOnlyList<ForbiddenAlert> forbidden) => new()
    {
        Recipe = recipe, Mmsi = mmsi, Start = stage.Start, End = stage.At(stage.Seconds), NotExpected = forbidden, Story = story,
    };
}
