using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>S3, a change of identity under one MMSI, or an identity that cannot be.</summary>
/// <remarks>
/// Name, call sign, IMO number or size is another than before (<see cref="IdentityComparison"/>) and still is five minutes later: a notice; two or more
/// within a quarter of an hour: a warning. An MMSI of no form of ITU-R M.585, or a large ship whose only IMO number fails its check digit: a notice.
/// Published for a vessel that was within the approach tier of a watched asset in the last hour, and anywhere for a ship of 50 m or more that changes two
/// facts; all others are held back and listed. A word that comes back is two sources or two hulls, not a change. Closes after six hours. detectors.md C.10.
/// </remarks>
internal sealed class IdentityChangeDetector : IDetector
{
    private const int MostRemembered = 16;

    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMinutes(5);

    internal static readonly RuleText TheRule = new(
        "S3 identity change", "1", "Apparent change of identity", "Name, call sign, IMO number or size changes under one MMSI and stays changed for 5 minutes, or the MMSI or a large ship's IMO number cannot be.")
    {
        HeldBackBy = "small corrections; far from every asset",
        Settings = [nameof(DetectionSettings.IdentityChange), nameof(DetectionSettings.Corridor)],
    };

    private readonly List<IdentityFactChange> changes = [];
    private readonly HashSet<(string Fact, string Value)> said = [];
    private Instant lastLook = Instant.MinValue;
    private string? heldBackBy;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.IdentityChange;

    public Episode Episode { get; } = new(AlertKind.IdentityChange, isStationary: true);

    public bool IsAlert => false;

    /// <summary>Whether there is anything to look at again.</summary>
    public bool HasChanges => changes.Count > 0;

    /// <summary>Takes new particulars, with those they replace.</summary>
    public void Hear(VesselParticulars before, VesselParticulars after, IdentityChangeOptions options)
    {
        var found = new List<IdentityFactChange>();
        IdentityComparison.Compare(before, after, options, found);
        foreach (var change in found)
        {
            changes.RemoveAll(other => other.Fact == change.Fact && !Episode.IsOpen);
            if (said.Contains((change.Fact, change.After)))
            {
                // She said so before: the two words take turns.
                continue;
            }

            if (said.Count < MostRemembered)
            {
                said.Add((change.Fact, change.Before));
                said.Add((change.Fact, change.After));
                changes.Add(change);
            }
        }
    }

    /// <summary>Takes a fact that cannot be.</summary>
    public void Doubt(string fact, string value, Instant at)
    {
        if (said.Add((fact, value)))
        {
            changes.Add(new IdentityFactChange(fact, "", value, at));
        }
    }

    /// <summary>Forgets what was not published yet: two hulls say two things.</summary>
    public void Drop() => changes.RemoveAll(_ => !Episode.IsOpen);

    public void Observe(Situation situation)
    {
        if (changes.Count == 0 || situation.Now - lastLook < LooksAgainAfter)
        {
            return;
        }

        var options = situation.Settings.IdentityChange;
        var first = changes.Min(change => change.At);
        if (situation.Now - changes.Max(change => change.At) >= options.CloseAfter)
        {
            changes.Clear();
            if (Episode.IsOpen)
            {
                situation.Close(Episode, Rule, $"she has said the same for {Wording.Duration(options.CloseAfter)}");
            }

            return;
        }

        // What was said once may be a garbled message; what is said again is meant.
        var meant = changes.FindAll(change => change.Before.Length == 0 || LastSaid(situation.Track.Join, change.Fact) - change.At >= options.ConfirmAfter);
        if (meant.Count == 0 || (meant.Count < changes.Count && situation.Now - first < options.GatherFor))
        {
            return;
        }

        lastLook = situation.Now;
        if (!Episode.IsOpen)
        {
            Episode.Open(first, null);
        }

        Judge(situation, options, meant);
    }

    public bool IsContradictedBy(Situation situation) => false;

    private static Instant LastSaid(ParticularsJoin? join, string fact) => fact switch
    {
        _ when join is null => Instant.MinValue,
        "name" => join.NameLastSaid,
        "call sign" => join.CallSignLastSaid,
        "IMO number" => join.ImoNumberLastSaid,
        _ => join.LengthLastSaid,
    };

    private static bool WasNearAsset(Situation situation, TimeSpan within)
    {
        var approach = situation.Settings.Corridor.ApproachMetres;
        if (situation.TryNearest(out _))
        {
            return true;
        }

        var samples = situation.Track.Samples;
        for (var i = samples.IndexAtOrAfter(situation.Now - within); i < samples.Count; i++)
        {
            ref readonly var sample = ref samples[i];
            if (situation.Index.IsNearAnyAsset(sample.RawLatitude, sample.RawLongitude)
                && situation.Index.TryFindNearest(sample.Position, sample.Time, out var nearest)
                && nearest.DistanceMetres <= approach)
            {
                return true;
            }
        }

        return false;
    }

    private static string? HeldBackBy(Situation situation, IdentityChangeOptions options, List<IdentityFactChange> meant, int changed)
    {
        if (WasNearAsset(situation, options.NearAssetWithin))
        {
            return null;
        }

        return changed >= 2 && situation.Track.LengthMetres >= options.ShipMetres
            ? null
            : $"no watched asset within {Wording.Distance(situation.Settings.Corridor.ApproachMetres)} in the last {Wording.Duration(options.NearAssetWithin)}{Details(meant)}";
    }

    // What cannot be is seen in the vessel herself.
    private static string Details(List<IdentityFactChange> meant) => meant.Exists(change => change.Before.Length > 0)
        ? $": {string.Join("; ", meant.Select(change => change.InWords))}"
        : "";

    private void Judge(Situation situation, IdentityChangeOptions options, List<IdentityFactChange> meant)
    {
        var changed = meant.Count(change => change.Before.Length > 0);
        if (!Episode.IsPublished && HeldBackBy(situation, options, meant, changed) is { } reason)
        {
            heldBackBy ??= reason;
            Episode.HoldBack(situation, heldBackBy);
            return;
        }

        var severity = changed >= 2 ? Severity.Warning : Severity.Notice;
        if (!Episode.Assess(situation, severity, Projection.None, [], out var state))
        {
            return;
        }

        var mmsi = situation.Track.Mmsi;
        var words = string.Join(", ", meant.Select(change => change.InWords));
        ImmutableArray<Explanation> sources = [.. meant.Select(change => new Explanation($"another source for the {change.Fact}", false, $"{change.InWords} at {change.At.ToDateTime():HH:mm} UTC, by the same kind of report as before"))];
        situation.Publish(
            Episode,
            state,
            new FindingText(
                changed > 0 ? $"Vessel {mmsi} apparently changed identity: {words}." : $"Vessel {mmsi} says what cannot be: {words}.",
                $"Ask vessel {mmsi} on VHF 16 for her name, call sign and IMO number, and compare them with a register of ships."),
            situation.TryNearest(out var nearest) ? nearest.GeometricMetres : null,
            Projection.None,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("facts changed", changed, "", 2, ">="),
                    new Measurement("still said after", Math.Round((situation.Now - meant.Min(change => change.At)).TotalMinutes), "min", options.ConfirmAfter.TotalMinutes, ">="),
                ],
                [Situation.FixOf(situation.Fix)],
                sources.Add(new Explanation("two hulls under her MMSI", false, "her positions are those of one hull")),
                null,
                "what she says of herself is not what she said"),
            []);
    }
}
