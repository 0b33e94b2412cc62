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
    public const string Drifting = "ALERT_KIND_DRIFTING";
    public const string DarkGap = "ALERT_KIND_DARK_GAP";
    public const string KinematicSpoof = "ALERT_KIND_KINEMATIC_SPOOF";
    public const string DuplicateMmsi = "ALERT_KIND_DUPLICATE_MMSI";
    public const string IdentityChange = "ALERT_KIND_IDENTITY_CHANGE";
    public const string ImplausiblePosition = "ALERT_KIND_IMPLAUSIBLE_POSITION";
    public const string AreaInterference = "ALERT_KIND_AREA_INTERFERENCE";
    public const string FeedHealth = "ALERT_KIND_FEED_HEALTH";
    public const string RouteDeviation = "ALERT_KIND_ROUTE_DEVIATION";
    public const string RestrictedArea = "ALERT_KIND_RESTRICTED_AREA";

    /// <summary>Forbids a kind (null: every kind) at and above a severity for the whole of the traffic.</summary>
    public static ForbiddenAlert Never(this Stage stage, string? kind, string severity) => new(kind, severity, stage.Start, stage.At(stage.Seconds));

    /// <summary>A label that expects nothing.</summary>
    public static Label Nothing(this Stage stage, string recipe, uint mmsi, string story, params IReadOnlyList<ForbiddenAlert> forbidden) => new()
    {
        Recipe = recipe, Mmsi = mmsi, Start = stage.Start, End = stage.At(stage.Seconds), NotExpected = forbidden, Story = story,
    };
}
