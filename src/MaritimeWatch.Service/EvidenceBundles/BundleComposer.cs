using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Journal;
using Alert = MaritimeWatch.Domain.Alerts.AlertEvent;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Puts everything that is known of one alert into an archive that shows of itself whether it was changed.</summary>
/// <remarks>The same stored data give the same bytes; only <see cref="BundleNames.OfThisExport"/> tell one export from another.</remarks>
/// <param name="sources">Where everything is.</param>
/// <param name="mostPoints">Positions of the vessel at most: beyond, the bundle is refused before anything is written, as it would not fit into memory.</param>
/// <param name="mostNeighbourPoints">The same of her neighbours.</param>
internal sealed class BundleComposer(BundleSources sources, int mostPoints = BundleComposer.MostPoints, int mostNeighbourPoints = BundleComposer.MostNeighbourPoints)
{
    /// <summary>Some five days of a ship under way.</summary>
    private const int MostPoints = 250_000;

    /// <summary>With them, rows of some 200 bytes, and twice that for a moment while they are written.</summary>
    private const int MostNeighbourPoints = 250_000;

    /// <summary>Positions that are looked at for it, 64 bytes each.</summary>
    private const int MostSearchedPoints = 1_000_000;

    private const long MostRawBytes = 64L << 20;

    /// <summary>What is charted within this of the track belongs to the picture that the detectors had: they look ahead six hours.</summary>
    private const double ChartMarginDegrees = 1;

    private static readonly JsonSerializerOptions SettingsJson = new() { WriteIndented = true, NewLine = "\n", IgnoreReadOnlyProperties = true, Encoder = JavaScriptEncoder.Default };
    private static readonly JsonSerializerOptions VesselsJson = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Makes the bundle.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="exportedBy">Who asks, as the audit log names them.</param>
    /// <param name="exportedAt">When.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="BundleRefusedException">There is no such alert, or it would be too large.</exception>
    /// <exception cref="Storage.StoreException">The store cannot be read.</exception>
    public byte[] Compose(BundleRequest request, string exportedBy, Instant exportedAt, CancellationToken cancellation)
    {
        if (request.Problem() is { } problem)
        {
            throw new BundleRefusedException(BundleRefusedException.OutOfRange, problem);
        }

        var label = TlpMarking.Of(request.Tlp);
        var history = sources.Store.Desk.History(request.AlertId);
        var events = history.Where(entry => !entry.IsTransition).Select(entry => AlertEventMapping.ToDomain(AlertEvent.Parser.ParseFrom(entry.Payload))).ToList();
        if (events.Count == 0)
        {
            throw new BundleRefusedException(BundleRefusedException.NotFound, "there is no alert of this id");
        }

        var from = (events.Min(alert => alert.Since) - request.Before).WholeSecond;
        var to = events.Max(alert => alert.EventTime.UnixMilliseconds) is var last ? (new Instant(last) + request.After).WholeSecond : default;
        Mmsi[] subjects = [.. events.Where(alert => alert.Vessel is not null).Select(alert => alert.Vessel!.Mmsi).Distinct()];
        var track = subjects.SelectMany(mmsi => sources.Store.Tracks.GetTrack(mmsi, from, to + TimeSpan.FromSeconds(1), mostPoints + 1, cancellation)).OrderBy(point => point.Time.UnixSeconds).ThenBy(point => point.Mmsi.Value).ToList();
        if (track.Count > mostPoints)
        {
            throw new BundleRefusedException(BundleRefusedException.TooMuch, $"the vessel has more than {mostPoints} positions in the period; narrow it");
        }

        var files = new List<BundleFile>
        {
            new(BundleNames.Alert, AlertAccount.Write(events, Transitions(history), label), "the alert as a person reads it, with every number and threshold"),
            new(BundleNames.Events, Lines(events.Select(AlertEventJson.ToJson)), "every event of the alert, one JSON object a line, as the feed streamed it"),
            new(BundleNames.Transitions, Lines(history.Where(entry => entry.IsTransition).Select(entry => AlertTransitionJson.ToJson(entry.Payload))), "what was done about it, by whom and when, one JSON object a line"),
        };
        var vessels = Vessels(subjects);
        files.Add(new BundleFile(BundleNames.TrackTable, TrackTable.Write(track, vessels, label), "the vessel's stored positions, in the columns of the Danish daily files"));
        files.Add(new BundleFile(BundleNames.TrackShape, TrackShape.Write(track.GroupBy(point => point.Mmsi), vessels, events, label), "the same as GeoJSON, with the places of the events"));
        files.Add(new BundleFile(BundleNames.Vessels, VesselsFile(vessels, events, label), "what the vessel says of herself"));
        AddNeighbours(files, request, from, to, track, label, cancellation);
        var (audit, auditFiles) = AuditPart.Write(sources.Store.Audit, request.AlertId, history, label);
        files.AddRange(auditFiles);
        var (raw, rawFile) = Raw(subjects, from, to, label, cancellation);
        files.Add(rawFile);
        if (sources.Settings is { } settings)
        {
            files.Add(new BundleFile(BundleNames.Settings, [.. JsonSerializer.SerializeToUtf8Bytes(settings, SettingsJson), (byte)'\n'], "every threshold in force at the export; 'replay --settings' reads it"));
        }

        var chart = AddChart(files, track, events, label);
        var manifest = new BundleManifest
        {
            Format = BundleManifest.CurrentFormat,
            Tlp = label,
            AlertId = request.AlertId,
            Vessels = [.. subjects.Select(mmsi => mmsi.Value)],
            PeriodFrom = from.ToString(),
            PeriodTo = to.ToString(),
            NeighboursWithinNauticalMiles = request.NeighbourNauticalMiles,
            Program = sources.Version,
            Settings = new BundleSettings(sources.Settings?.Hash(), [.. events.Select(alert => alert.Evidence.SettingsHash).Distinct()]),
            Chart = chart,
            Raw = raw,
            Audit = audit,
            Files = [],
        };
        files.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        files.Insert(0, new BundleFile(BundleNames.Readme, BundleReadme.Write(request.Tlp, events[^1], manifest, files), "what is in the bundle and how to check it"));
        return BundlePacking.Pack(request.AlertId, manifest, files, sources.Signer, exportedBy, exportedAt);
    }

    private void AddNeighbours(List<BundleFile> files, BundleRequest request, Instant from, Instant to, List<PositionReport> track, string label, CancellationToken cancellation)
    {
        if (request.NeighbourNauticalMiles <= 0 || track.Count == 0)
        {
            return;
        }

        var near = Neighbours.Find(sources.Store.Tracks, track, from, to, request.NeighbourNauticalMiles, MostSearchedPoints, cancellation);
        if (near.Count > mostNeighbourPoints)
        {
            throw new BundleRefusedException(BundleRefusedException.TooMuch, $"the neighbours have {near.Count} positions in the period, more than {mostNeighbourPoints}; narrow the period or the distance");
        }

        var vessels = Vessels(near.Select(point => point.Mmsi).Distinct());
        files.Add(new BundleFile(BundleNames.NeighbourTable, TrackTable.Write(near, vessels, label), "the other vessels near her in the period, in the same columns"));
        files.Add(new BundleFile(BundleNames.NeighbourShape, TrackShape.Write(near.GroupBy(point => point.Mmsi), vessels, [], label), "the same as GeoJSON"));
    }

    private (BundleRaw Summary, BundleFile File) Raw(Mmsi[] subjects, Instant from, Instant to, string label, CancellationToken cancellation)
    {
        var bytes = new MemoryStream();
        bytes.Write(JournalNote.Write(from, JournalNote.Marking, label));
        const string What = "the sentences as received, every part of every message of the vessel";
        if (sources.Journal is not { } folder || !Directory.Exists(folder))
        {
            return (new BundleRaw(false, 0, null, null, 0, 0, false, new SortedDictionary<string, string>()), new BundleFile(BundleNames.Raw, bytes.ToArray(), What));
        }

        var extract = subjects.Length == 0 ? new JournalExtract() : VesselSentences.Find(folder, subjects.Select(mmsi => mmsi.Value), from, to, MostRawBytes, cancellation);
        foreach (var line in extract.Lines)
        {
            bytes.Write(line);
            bytes.WriteByte((byte)'\n');
        }

        var summary = new BundleRaw(
            true, extract.Lines.Count, Within(extract.First, from, to)?.ToString(), Within(extract.Last, from, to)?.ToString(), extract.Shed, extract.CutFiles, extract.IsCutShort, extract.Origins);
        return (summary, new BundleFile(BundleNames.Raw, bytes.ToArray(), What));
    }

    private BundleChart AddChart(List<BundleFile> files, List<PositionReport> track, List<Alert> events, string label)
    {
        if (sources.Chart is not { } chart)
        {
            return new BundleChart(null, 0, 0, 0, 0);
        }

        HashSet<string> named =
        [
            .. events.Where(alert => alert.Asset is not null).Select(alert => alert.Asset!.Id),
            .. events.SelectMany(alert => alert.NextAssets).Select(next => next.AssetId),
            .. events.SelectMany(alert => alert.Evidence.OtherAssetIds),
            .. events.SelectMany(alert => alert.Evidence.ContextAreaIds),
        ];
        var near = ChartShape.Near(chart, [.. track.Select(point => point.Position)], ChartMarginDegrees, named);
        files.Add(new BundleFile(BundleNames.Chart, ChartShape.Write(near, label), "charted assets and areas that are named in the alert or lie within 60 nautical miles of the track"));
        return new BundleChart(ChartShape.Hash(chart), chart.Assets.Length, chart.Areas.Length, near.Assets.Length, near.Areas.Length);
    }

    private Dictionary<Mmsi, StaticReport> Vessels(IEnumerable<Mmsi> wanted) =>
        wanted.Select(sources.Store.Tracks.GetVessel).Where(vessel => vessel is not null).ToDictionary(vessel => vessel!.Static.Mmsi, vessel => vessel!.Static);

    /// <summary>Of a journal that goes on, only what concerns the period: the same bundle tomorrow.</summary>
    private static Instant? Within(Instant? time, Instant from, Instant to) => time is not { } moment ? null : moment < from ? from : Instant.Min(moment, to);

    private static byte[] VesselsFile(Dictionary<Mmsi, StaticReport> vessels, List<Alert> events, string label) =>
    [
        .. JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                tlp = label,
                vessels = vessels.Values.OrderBy(vessel => vessel.Mmsi.Value).Select(vessel => new
                {
                    mmsi = vessel.Mmsi.Value,
                    name = vessel.Name,
                    imo = vessel.ImoNumber,
                    callSign = vessel.CallSign,
                    shipType = vessel.ShipType?.Code,
                    lengthMetres = vessel.LengthMetres,
                    breadthMetres = vessel.BreadthMetres,
                    draughtMetres = vessel.DraughtMetres,
                    destination = vessel.Destination,
                    toBowMetres = vessel.ToBow,
                    toSternMetres = vessel.ToStern,
                    toPortMetres = vessel.ToPort,
                    toStarboardMetres = vessel.ToStarboard,
                }),
                asTheAlertHadThem = events.Where(alert => alert.Vessel is not null).Select(alert => alert.Vessel!).Distinct().Select(vessel => new
                {
                    mmsi = vessel.Mmsi.Value,
                    name = vessel.Name,
                    imo = vessel.ImoNumber,
                    callSign = vessel.CallSign,
                    shipType = vessel.ShipType,
                    lengthMetres = vessel.LengthMetres,
                }),
            },
            VesselsJson),
        (byte)'\n',
    ];

    private static List<AlertTransition> Transitions(IEnumerable<Storage.StoredAlert> history) =>
        [.. history.Where(entry => entry.IsTransition).Select(entry => AlertTransition.Parser.ParseFrom(entry.Payload))];

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
}
