using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Forensics;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>A report of suspects as an archive that shows of itself whether it was changed: page, numbers, tracks, chart; hashed and signed as the evidence of an alert is.</summary>
internal static class SuspectBundle
{
    /// <summary>Positions in a bundle at most, of all vessels together: as many as the evidence of an alert.</summary>
    private const int MostPositions = 500_000;

    /// <summary>The name of a report: asset and time.</summary>
    public static string NameOf(FaultQuestion question) => $"{BundleNames.ReportPrefix}{question.Asset.Id}-{question.At.ToCompactString()}";

    /// <summary>A name for the file: the label goes with it.</summary>
    public static string FileName(FaultQuestion question, Tlp label) => $"{NameOf(question)}-{TlpMarking.InFileName(label)}.zip";

    /// <summary>Makes the bundle.</summary>
    /// <exception cref="BundleRefusedException">It would be too large.</exception>
    public static byte[] Compose(SuspectReport report, Tlp tlp, IBundleSigner? signer, string exportedBy, Instant exportedAt)
    {
        var label = TlpMarking.Of(tlp);
        var question = report.Question;
        var everybody = report.Ranked.Concat(report.Apart).ToList();
        var positions = everybody.Sum(one => (long)one.Track.Count);
        if (positions > MostPositions)
        {
            throw new BundleRefusedException(BundleRefusedException.TooMuch, FormattableString.Invariant($"the vessels of the report sent {positions:N0} positions, more than {MostPositions:N0}; ask with a narrower time or stretch, or for fewer vessels"));
        }

        var vessels = everybody.Where(one => one.Static is not null).DistinctBy(one => one.Mmsi).ToDictionary(one => one.Mmsi, one => one.Static!);
        var track = everybody.SelectMany(one => one.Track).OrderBy(fix => fix.Time.UnixSeconds).ThenBy(fix => fix.Mmsi.Value).ToList();
        List<BundleFile> files =
        [
            new(BundleNames.SuspectsPage, SuspectPage.Write(report, tlp), "the report as a page for any browser; it asks nobody for anything"),
            new(BundleNames.SuspectsReport, Json(SuspectMessages.Of(report, tlp), label), "the same as JSON: every number, every reason"),
            new(BundleNames.TrackTable, TrackTable.Write(track, vessels, label), "the stored positions of every vessel of the report, in the columns of the Danish daily files"),
            new(BundleNames.TrackShape, TrackShape.Write(track.GroupBy(fix => fix.Mmsi), vessels, [], label), "the same as GeoJSON"),
            new(BundleNames.Chart, ChartShape.Write(new Chart([question.Asset], []), label), "the asset as charted"),
        ];
        files.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        var manifest = new BundleManifest
        {
            Format = BundleManifest.SuspectsFormat,
            Tlp = label,
            AlertId = NameOf(question),
            Vessels = [.. everybody.Select(one => one.Mmsi.Value)],
            PeriodFrom = question.From.ToString(),
            PeriodTo = question.To.ToString(),
            NeighboursWithinNauticalMiles = 0,
            Program = typeof(SuspectBundle).Assembly.GetName().Version?.ToString(3) ?? "0",
            Settings = new BundleSettings(null, []),
            Chart = new BundleChart(null, 1, 0, 1, 0),
            Raw = new BundleRaw(false, 0, null, null, 0, 0, false, new SortedDictionary<string, string>()),
            Audit = new BundleAudit(0, 0),
            Files = [],
        };
        files.Insert(0, new BundleFile(BundleNames.Readme, Readme(report, tlp, files), "what is in the bundle and how to check it"));
        return BundlePacking.Pack(manifest.AlertId, manifest, files, signer, exportedBy, exportedAt);
    }

    /// <summary>The report as JSON with its label.</summary>
    public static byte[] Json(RankSuspectsResponse report, string label)
    {
        var json = JsonNode.Parse(Representation.Formatter.Format(report))!;
        return Encoding.UTF8.GetBytes(new JsonObject { [GeoJsonText.Label] = label, ["report"] = json }.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
    }

    private static byte[] Readme(SuspectReport report, Tlp tlp, List<BundleFile> files)
    {
        var label = TlpMarking.Of(tlp);
        var text = new StringBuilder();
        text.Append(
            $"""
            {label}
            This bundle {TlpMarking.Meaning(tlp)} (Traffic Light Protocol 2.0, FIRST).

            WHO PASSED {PlainText.Clean(report.Question.Asset.Name)} ABOUT {report.Question.At}
            {SuspectReport.Wording}

            WHAT IS IN IT

            """.ReplaceLineEndings("\n"));
        foreach (var file in files)
        {
            text.Append($"  {file.Name,-25} {file.What}\n");
        }

        text.Append(
            $"""

            HOW TO CHECK IT WITHOUT OUR SOFTWARE
            In an empty folder, with the tools that every Unix has:

              unzip BUNDLE.zip
              sha256sum -c {BundleNames.Sums}
              sha256sum -c {BundleNames.Export}
              openssl dgst -sha256 -verify {BundleNames.Key} -signature {BundleNames.Signature} {BundleNames.Export}

            With our software, 'maritimewatch audit verify BUNDLE.zip' checks every byte. {BundleNames.TrackTable} can be replayed:
            'maritimewatch replay --input {BundleNames.TrackTable} --assets {BundleNames.Chart} --alerts -'.

            {label}

            """.ReplaceLineEndings("\n"));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
