using System.Security.Cryptography;
using System.Text.Json;

namespace MaritimeWatch.Detection.Settings;

/// <summary>Every threshold of the analyser; immutable, ranges checked by <see cref="Validate"/>, identified by <see cref="Hash"/>.</summary>
public sealed record DetectionSettings
{
    /// <summary>The shipped thresholds.</summary>
    public static readonly DetectionSettings Default = new();

    /// <summary>Every detector, in <see cref="DetectorsOff"/>.</summary>
    public const string AllDetectors = "*";

    /// <summary>Order.</summary>
    public OrderOptions Order { get; init; } = new();

    /// <summary>Track.</summary>
    public TrackOptions Track { get; init; } = new();

    /// <summary>Tiers and doubt.</summary>
    public CorridorOptions Corridor { get; init; } = new();

    /// <summary>Stops and swinging circles.</summary>
    public AnchorOptions Anchor { get; init; } = new();

    /// <summary>A1.</summary>
    public AnchoredOnAssetOptions AnchoredOnAsset { get; init; } = new();

    /// <summary>D1.</summary>
    public DragAtAnchorOptions DragAtAnchor { get; init; } = new();

    /// <summary>D2.</summary>
    public PoweredDragOptions PoweredDrag { get; init; } = new();

    /// <summary>DR.</summary>
    public DriftingOptions Drifting { get; init; } = new();

    /// <summary>L1.</summary>
    public LoiteringOptions Loitering { get; init; } = new();

    /// <summary>L2.</summary>
    public RepeatedCrossingOptions RepeatedCrossing { get; init; } = new();

    /// <summary>TR.</summary>
    public TrawlingOptions Trawling { get; init; } = new();

    /// <summary>Entry into areas that are not to be entered.</summary>
    public RestrictedAreaOptions RestrictedArea { get; init; } = new();

    /// <summary>Against the direction of a traffic lane.</summary>
    public WrongWayOptions WrongWay { get; init; } = new();

    /// <summary>Route deviation: far off the lanes of her class.</summary>
    public LaneDeviationOptions LaneDeviation { get; init; } = new();

    /// <summary>Learned normality.</summary>
    public NormalityOptions Normality { get; init; } = new();

    /// <summary>D3.</summary>
    public ProjectionOptions Projection { get; init; } = new();

    /// <summary>G1.</summary>
    public DarkGapOptions DarkGap { get; init; } = new();

    /// <summary>H1.</summary>
    public FeedHealthOptions FeedHealth { get; init; } = new();

    /// <summary>S5.</summary>
    public InterferenceOptions Interference { get; init; } = new();

    /// <summary>D2's and D1's comparison with other vessels.</summary>
    public NeighbourOptions Neighbours { get; init; } = new();

    /// <summary>S1.</summary>
    public KinematicSpoofOptions KinematicSpoof { get; init; } = new();

    /// <summary>S2.</summary>
    public DuplicateMmsiOptions DuplicateMmsi { get; init; } = new();

    /// <summary>S3.</summary>
    public IdentityChangeOptions IdentityChange { get; init; } = new();

    /// <summary>S4.</summary>
    public ImplausiblePositionOptions ImplausiblePosition { get; init; } = new();

    /// <summary>Raise.</summary>
    public RaiseOptions Raise { get; init; } = new();

    /// <summary>MMSIs of cable ships, crew transfer vessels, guard vessels, survey ships with a permit and ferries that work here: held back for, with that reason.</summary>
    public IReadOnlyList<uint> ServiceVessels { get; init; } = [];

    /// <summary>Ids of detectors that are switched off, e.g. <c>TR</c>; <c>*</c> for all of them. None by default; for dry runs and for measuring what detection costs.</summary>
    public IReadOnlyList<string> DetectorsOff { get; init; } = [];

    /// <summary>Whether a detector is on.</summary>
    /// <param name="id">Its id in detectors.md.</param>
    public bool IsOn(string id) => DetectorsOff.Count == 0 || !(DetectorsOff.Contains(id) || DetectorsOff.Contains(AllDetectors));

    /// <summary>The first 16 hex digits of the SHA-256 of all values: equal hashes, equal thresholds.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)))[..16];

    /// <summary>What is out of range, one sentence each with the setting's path; empty when all is well.</summary>
    public IReadOnlyList<string> Validate() => SettingRanges.Check(this);
}
