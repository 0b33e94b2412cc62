using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>One dark gap of one vessel, from raised to closed.</summary>
internal sealed class DarkGap
{
    public required HeardVessel Vessel { get; init; }

    /// <summary>Who, as far as known when she was last looked at.</summary>
    public required VesselIdentity Identity { get; set; }

    /// <summary>The last fix before the silence as it was known when it was raised.</summary>
    public required PositionReport FirstFix { get; init; }

    /// <summary>When the silence began, as the alert's id tells it.</summary>
    public Instant Since => FirstFix.Time;

    /// <summary>The last fix before the silence as it is known now: late reports move it on.</summary>
    public required PositionReport LastFix { get; set; }

    /// <summary>Her last course and speed made good, where known: what her way is reckoned by.</summary>
    public required Reckoning Reckoning { get; set; }

    /// <summary>Silence that counted.</summary>
    public required TimeSpan Threshold { get; init; }

    /// <summary>The asset she was last seen near, or null. It stays.</summary>
    public required ChartedAsset? Asset { get; init; }

    public required double? AssetMetres { get; init; }

    /// <summary>What was tried before it was raised.</summary>
    public required ImmutableArray<Explanation> Explanations { get; init; }

    public required ImmutableArray<Measurement> Grounds { get; init; }

    public Severity Severity { get; set; }

    /// <summary>Whether it has the length and the place of a deliberate disabling.</summary>
    public bool IsDisabling { get; set; }

    /// <summary>The first fix after the silence, or null while she is dark.</summary>
    public PictureSample? Return { get; set; }

    /// <summary>When the case is closed if she goes on being heard.</summary>
    public Instant CloseAt { get; set; } = Instant.MaxValue;

    /// <summary>Assets she would have crossed sailing straight, in the order sailed.</summary>
    public IReadOnlyList<AssetCrossing> Crossings { get; set; } = [];

    /// <summary>Late reports from within the silence, by time.</summary>
    public List<PositionReport> Late { get; } = [];
}
