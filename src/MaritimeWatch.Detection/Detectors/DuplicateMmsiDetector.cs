using System.Collections.Immutable;
using System.Globalization;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>S2, two hulls or more under one MMSI.</summary>
/// <remarks>
/// Reports come from places more than 5 nm apart that no one hull can have sailed between, to and fro at least three times, while each place goes
/// on reporting at a pace of its own (<see cref="HullTracks"/> tells them apart). A warning, about the MMSI and not about one hull. Each hull then has
/// a track and detectors of her own. Ends after 24 hours with one position. detectors.md C.10.
/// </remarks>
internal sealed class DuplicateMmsiDetector
{
    private const int MostSaid = 6;

    internal static readonly RuleText TheRule = new(
        "S2 duplicate MMSI", "1", "Apparent double use", "Reports under one MMSI come to and fro from places more than 5 nm apart that no hull can sail between, and each place goes on reporting.")
    {
        HeldBackBy = "an area event",
        Remark = "Each hull is then followed on a track of her own.",
        Settings = [nameof(DetectionSettings.DuplicateMmsi)],
    };

    private readonly List<string> names = [];
    private readonly List<string> callSigns = [];
    private readonly List<uint> imoNumbers = [];

    public RuleText Rule => TheRule;

    /// <summary>One for the MMSI, whichever hull reports.</summary>
    public Episode Episode { get; } = new(AlertKind.DuplicateMmsi, isStationary: true);

    /// <summary>Notes what is said under the MMSI.</summary>
    public void Hear(StaticReport report)
    {
        Note(names, report.Name);
        Note(callSigns, report.CallSign);
        if (report.ImoNumber is { } imo && imoNumbers.Count < MostSaid && !imoNumbers.Contains(imo))
        {
            imoNumbers.Add(imo);
        }
    }

    /// <summary>Judges the MMSI at a fix.</summary>
    public void Judge(Situation situation, HullsOfMmsi hulls, bool isNewHull)
    {
        var options = situation.Settings.DuplicateMmsi;
        if (!isNewHull && hulls.Tracks.DropHullsSilentSince(situation.Now - options.CloseAfter) && !hulls.Tracks.IsSplit)
        {
            situation.Close(Episode, Rule, $"only one position for {Wording.Duration(options.CloseAfter)}");
            return;
        }

        var alternations = hulls.Tracks.Alternations;
        if (!Episode.IsOpen)
        {
            Episode.Open(alternations[0].To.Time, null);
        }

        if (!Episode.Assess(situation, Severity.Warning, Projection.None, [], out var state) && !isNewHull)
        {
            return;
        }

        var places = hulls.Tracks.LastOfHulls.ToList();
        var count = places.Count;
        var mmsi = situation.Track.Mmsi;
        var apart = FarthestApart(places);
        var said = Said(situation.Track.Particulars);
        situation.Publish(
            Episode,
            state,
            new FindingText(
                string.Create(CultureInfo.InvariantCulture, $"{CountInWords(count)} hulls apparently report under MMSI {mmsi}{(names.Count > 0 ? $" ({string.Join(", ", names)})" : "")}, {Wording.Distance(apart)} apart."),
                $"Watch them as {count} vessels; find out by name on VHF 16 who they are and have the wrong MMSI corrected."),
            null,
            Projection.None,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("distance between the hulls", Math.Round(apart), "m", options.MinDistanceMetres, ">"),
                    new Measurement("changes of place no hull can make", alternations.Count, "", options.Alternations, ">="),
                    .. Quickest(alternations),
                    new Measurement("hulls", count, ""),
                ],
                FixesOf(alternations),
                [
                    new Explanation("one transponder sent astray", false, "each place goes on reporting at its own pace"),
                    new Explanation("an old report delivered late", false, "not on the track of another hull"),
                    new Explanation("particulars said under the MMSI", false, said),
                ],
                null,
                isNewHull ? "one more place goes on reporting" : "all of them still report"),
            []);
    }

    private static void Note(List<string> said, string? value)
    {
        if (value is not null && said.Count < MostSaid && !said.Contains(value))
        {
            said.Add(value);
        }
    }

    private static string CountInWords(int count) => count switch
    {
        2 => "Two",
        3 => "Three",
        _ => "Four",
    };

    private static double FarthestApart(IReadOnlyList<PositionReport> hulls)
    {
        var farthest = 0.0;
        for (var hull = 1; hull < hulls.Count; hull++)
        {
            for (var other = 0; other < hull; other++)
            {
                farthest = Math.Max(farthest, Geodesic.DistanceMetres(hulls[hull].Position, hulls[other].Position));
            }
        }

        return farthest;
    }

    private static ImmutableArray<Measurement> Quickest(IReadOnlyList<Alternation> alternations)
    {
        if (alternations.Count == 0)
        {
            return [];
        }

        var quickest = alternations.MaxBy(alternation => Reach.Knots(alternation.Metres, alternation.To.Time - alternation.From.Time))!;
        return
        [
            new Measurement("shortest time between two of them", Math.Round((quickest.To.Time - quickest.From.Time).TotalSeconds), "s"),
            new Measurement("implied speed", Math.Round(Reach.Knots(quickest.Metres, quickest.To.Time - quickest.From.Time)), "kn"),
        ];
    }

    private static ImmutableArray<EvidenceFix> FixesOf(IReadOnlyList<Alternation> alternations) =>
        [.. alternations.SelectMany(alternation => new[] { alternation.From, alternation.To }).Distinct().OrderBy(fix => fix.Time).TakeLast(12).Select(fix => Situation.FixOf(fix))];

    private string Said(VesselParticulars? first)
    {
        Note(names, first?.Name?.Value);
        Note(callSigns, first?.CallSign?.Value);
        var parts = new List<string>();
        if (names.Count > 0)
        {
            parts.Add($"names {string.Join(", ", names)}");
        }

        if (callSigns.Count > 0)
        {
            parts.Add($"call signs {string.Join(", ", callSigns)}");
        }

        if (imoNumbers.Count > 0)
        {
            parts.Add($"IMO numbers {string.Join(", ", imoNumbers)}");
        }

        return parts.Count == 0 ? "none" : string.Join("; ", parts);
    }
}
