using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Detection;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Api;

namespace MaritimeWatch.Service.Replay;

/// <summary>What a replay read, refused and raised: as text for a person, as JSON for a program.</summary>
internal sealed class ReplaySummary
{
    private readonly Dictionary<string, (AlertKind Kind, Severity Highest)> highest = [];
    private readonly SortedDictionary<AlertState, int> byState = [];

    public long Lines { get; set; }

    public long Reports { get; set; }

    public int Vessels { get; set; }

    public TrafficExtent Extent { get; set; } = TrafficExtent.None;

    public long Events { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public long PeakMemoryBytes { get; set; }

    public int ChartProblems { get; set; }

    public bool IsInterrupted { get; set; }

    public bool IsDamaged { get; set; }

    /// <summary>Dropped by reason, all stages together.</summary>
    public SortedDictionary<DropReason, long> Dropped { get; } = [];

    public IReadOnlyList<StageCounter> Stages { get; set; } = [];

    /// <summary>The latest situations that were explained away.</summary>
    public IReadOnlyList<Detection.Raising.HeldBack> HeldBack { get; set; } = [];

    /// <summary>How many there were.</summary>
    public long HeldBackTotal { get; set; }

    public string SettingsHash { get; set; } = "";

    /// <summary>How many were raised.</summary>
    public int Alerts => highest.Count;

    /// <summary>Whether some of the input was bad, as opposed to without use.</summary>
    public bool HasRejections => IsDamaged || ChartProblems > 0 || Dropped.Any(entry => entry.Key.IsRejection() && entry.Value > 0);

    private double RowsPerSecond => Elapsed > TimeSpan.Zero ? Lines / Elapsed.TotalSeconds : 0;

    public void Count(AlertEvent alert)
    {
        Events++;
        byState[alert.State] = byState.GetValueOrDefault(alert.State) + 1;
        var known = highest.GetValueOrDefault(alert.AlertId, (alert.Kind, Severity.Unspecified));
        highest[alert.AlertId] = (alert.Kind, alert.Severity > known.Item2 && alert.State is not (AlertState.Closed or AlertState.Retracted) ? alert.Severity : known.Item2);
    }

    public void Drop(DropReason reason, long count)
    {
        if (count > 0)
        {
            Dropped[reason] = Dropped.GetValueOrDefault(reason) + count;
        }
    }

    /// <summary>Takes over what analyser and traffic have counted.</summary>
    /// <param name="analyser">The analyser of the replay.</param>
    /// <param name="reports">Reports passed to it.</param>
    /// <param name="traffic">What was replayed.</param>
    public void Take(Analyser analyser, long reports, IEnumerable<IReplayTraffic> traffic)
    {
        Reports = reports;
        Vessels = analyser.VesselsSeen;
        Extent = analyser.Extent;
        HeldBack = analyser.HeldBack;
        HeldBackTotal = analyser.HeldBackTotal;
        Stages = analyser.Counters;
        SettingsHash = analyser.SettingsHash;
        foreach (var input in traffic)
        {
            Lines += input.Lines;
            IsDamaged |= input.IsDamaged;
            for (var reason = 1; reason < DropReasons.Count; reason++)
            {
                Drop((DropReason)reason, input.Rejections[(DropReason)reason]);
            }
        }

        foreach (var stage in Stages.Where(stage => stage.Stage is not "Stamp"))
        {
            for (var reason = 1; reason < DropReasons.Count; reason++)
            {
                Drop((DropReason)reason, stage.DroppedFor((DropReason)reason));
            }
        }
    }

    public string ToText()
    {
        var text = new System.Text.StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"{(IsInterrupted ? "interrupted after " : "")}{Lines:N0} rows read, {Reports:N0} reports of {Vessels:N0} vessels, in {Elapsed.TotalSeconds:F1} s: {RowsPerSecond:N0} rows/s, peak memory {PeakMemoryBytes / 1048576.0:F0} MB");
        if (!Extent.IsNone)
        {
            Line($"{Extent.First} to {Extent.Last}, {Extent.VesselTime.TotalHours:N0} vessel-hours");
        }

        foreach (var (reason, count) in Dropped)
        {
            Line($"  {(reason.IsRejection() ? "rejected" : "not used")}: {count,10:N0}  {reason.InWords()}");
        }

        if (ChartProblems > 0)
        {
            Line($"  rejected: {ChartProblems,10:N0}  chart features");
        }

        Line($"{Alerts:N0} alerts, {Events:N0} events");
        foreach (var group in highest.Values.GroupBy(alert => alert).OrderBy(group => group.Key.Kind).ThenByDescending(group => group.Key.Highest))
        {
            Line($"  {group.Count(),10:N0}  {Words(group.Key.Kind.ToString())}, {group.Key.Highest.ToString().ToLowerInvariant()}");
        }

        if (HeldBack.Count > 0)
        {
            Line($"{HeldBackTotal:N0} situations held back, explained{(HeldBackTotal > HeldBack.Count ? string.Create(CultureInfo.InvariantCulture, $"; of the latest {HeldBack.Count:N0}") : "")}:");
            foreach (var group in HeldBack.GroupBy(held => (held.Kind, held.Reason)).OrderByDescending(group => group.Count()).Take(8))
            {
                Line($"  {group.Count(),10:N0}  {Words(group.Key.Kind.ToString())}: {group.Key.Reason}");
            }
        }

        return text.ToString();
    }

    public byte[] ToJson()
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("rowsRead", Lines);
            json.WriteNumber("reports", Reports);
            json.WriteNumber("vessels", Vessels);
            if (!Extent.IsNone)
            {
                json.WriteString("firstEventTime", Extent.First.ToString());
                json.WriteString("lastEventTime", Extent.Last.ToString());
            }

            json.WriteNumber("vesselHours", Math.Round(Extent.VesselTime.TotalHours, 3));
            json.WriteNumber("alerts", Alerts);
            json.WriteNumber("events", Events);
            json.WriteNumber("rowsPerSecond", Math.Round(RowsPerSecond));
            json.WriteNumber("elapsedSeconds", Math.Round(Elapsed.TotalSeconds, 3));
            json.WriteNumber("peakMemoryBytes", PeakMemoryBytes);
            json.WriteBoolean("interrupted", IsInterrupted);
            json.WriteString("settingsHash", SettingsHash);
            json.WriteStartObject("rejectedByReason");
            foreach (var (reason, count) in Dropped.Where(entry => entry.Key.IsRejection()))
            {
                json.WriteNumber(reason.InWords(), count);
            }

            if (ChartProblems > 0)
            {
                json.WriteNumber("chart features", ChartProblems);
            }

            json.WriteEndObject();
            json.WriteStartObject("notUsedByReason");
            foreach (var (reason, count) in Dropped.Where(entry => !entry.Key.IsRejection()))
            {
                json.WriteNumber(reason.InWords(), count);
            }

            json.WriteEndObject();
            json.WriteStartArray("stages");
            foreach (var stage in Stages)
            {
                json.WriteStartObject();
                json.WriteString("stage", stage.Stage);
                json.WriteNumber("in", stage.In);
                json.WriteNumber("dropped", stage.Dropped);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("alertsByKindAndSeverity");
            foreach (var group in highest.Values.GroupBy(alert => alert).OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Highest))
            {
                json.WriteStartObject();
                json.WriteString("kind", AlertNames.Kind(group.Key.Kind));
                json.WriteString("severity", AlertNames.Severity(group.Key.Highest));
                json.WriteNumber("count", group.Count());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("heldBackTotal", HeldBackTotal);
            json.WriteStartArray("heldBack");
            foreach (var held in HeldBack)
            {
                HeldBackJson.Write(json, held);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return memory.ToArray();
    }

    private static string Words(string name) =>
        string.Concat(name.Select((character, index) => index > 0 && char.IsUpper(character) ? $" {char.ToLowerInvariant(character)}" : character.ToString()));
}
