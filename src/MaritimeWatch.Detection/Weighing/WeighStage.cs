using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>Weigh: the one stage that sees the whole sea. Findings and pictures of all shards in, weighed findings out to Raise in their final order.</summary>
/// <remarks>
/// It walks along event time: at every whole minute the picture moves on and each <see cref="IWeigher"/> looks at it; between the minutes the
/// findings of the shards come in the order of their time, vessel and kind, once the watermark has passed them. That order is made of the
/// findings alone, so neither the number of shards nor how often the stage is called can change a byte. A finding that no weigher is concerned with
/// passes at once. What is explained is listed with its reason, never dropped in silence; what people were told already is lowered to a notice.
/// What mutes it for a time only (area interference) holds for that time: then it is told, or told again, as severe as it is.
/// </remarks>
internal sealed class WeighStage(IReadOnlyList<IWeigher> weighers, AlertBook book, DetectionSettings settings)
{
    // A picture that becomes clear later than this after the first word changes nothing any more.
    private static readonly TimeSpan Reconsiders = TimeSpan.FromMinutes(30);

    private readonly SeaPicture picture = new();
    private readonly Dictionary<long, MinuteOfSea> minutes = [];
    private readonly Stack<MinuteOfSea> spare = [];
    private readonly Dictionary<Subject, OpenSituation> open = [];
    private readonly List<Subject> underWatch = [];
    private readonly List<Finding> made = [];
    private readonly bool[] concerned = Concerned(weighers);
    private List<Finding> waiting = [];
    private long nextTick = long.MaxValue;

    public StageCounter Counter { get; } = new("Weigh");

    /// <summary>Situations the whole picture explained away.</summary>
    public HeldBackLog HeldBack { get; } = [];

    /// <summary>Takes what a shard has found and seen since the last call; its lists are emptied.</summary>
    public void Take(List<Finding> findings, ShardPicture seen)
    {
        waiting.AddRange(findings);
        findings.Clear();
        foreach (ref readonly var sample in CollectionsMarshal.AsSpan(seen.Samples))
        {
            Minute(sample.Time).Samples.Add(sample);
        }

        foreach (var jump in seen.Jumps)
        {
            Minute(jump.OrderTime).Jumps.Add(jump);
        }

        foreach (var late in seen.LateFixes)
        {
            Minute(late.OrderTime).LateFixes.Add(late);
        }

        foreach (var fact in seen.Identities)
        {
            Minute(fact.OrderTime).Identities.Add(fact);
        }

        foreach (var silence in seen.Silences)
        {
            Minute(silence.OrderTime).Silences.Add(silence);
        }

        foreach (var gone in seen.Gone)
        {
            Minute(gone.OrderTime).Gone.Add(gone);
        }

        seen.Samples.Clear();
        seen.Jumps.Clear();
        seen.LateFixes.Clear();
        seen.Identities.Clear();
        seen.Silences.Clear();
        seen.Gone.Clear();
    }

    /// <summary>Weighs and publishes everything before a watermark. Every shard must have been taken that far.</summary>
    public void Advance(Instant watermark, List<AlertEvent> into)
    {
        if (nextTick == long.MaxValue)
        {
            nextTick = minutes.Count == 0 ? long.MaxValue : minutes.Keys.Min() + 1;
        }

        // A stable sort: findings of one subject and time stay in the order they were made.
        var due = waiting.Where(finding => finding.OrderTime < watermark).OrderBy(finding => finding.OrderTime).ThenBy(Subject.Of).ToList();
        if (due.Count > 0)
        {
            waiting = waiting.FindAll(finding => finding.OrderTime >= watermark);
        }

        foreach (var finding in due)
        {
            TickUpTo(finding.OrderTime, into);
            Take(finding, finding.OrderTime, into);
        }

        TickUpTo(watermark, into);
    }

    private static bool[] Concerned(IReadOnlyList<IWeigher> weighers) =>
        [.. Enumerable.Range(0, 256).Select(kind => weighers.Any(weigher => weigher.Concerns((AlertKind)kind)))];

    private static long MinuteOf(Instant time) => Math.DivRem(time.UnixMilliseconds, 60_000, out var rest) - (rest < 0 ? 1 : 0);

    private MinuteOfSea Minute(Instant time)
    {
        // What comes too late for its own minute (identities, as soon as known) belongs to the one that is next.
        var minute = MinuteOf(time);
        if (nextTick != long.MaxValue && minute < nextTick - 1)
        {
            minute = nextTick - 1;
        }

        ref var heard = ref CollectionsMarshal.GetValueRefOrAddDefault(minutes, minute, out _);
        return heard ??= spare.TryPop(out var used) ? used : new MinuteOfSea();
    }

    private void TickUpTo(Instant time, List<AlertEvent> into)
    {
        while (nextTick != long.MaxValue && new Instant(nextTick * 60_000) <= time)
        {
            Tick(new Instant(nextTick * 60_000), into);
        }
    }

    private void Tick(Instant minute, List<AlertEvent> into)
    {
        var isHeard = minutes.Remove(nextTick - 1, out var heard);
        nextTick++;
        heard?.Order();
        picture.MoveTo(minute, heard ?? MinuteOfSea.Silent);
        foreach (var weigher in weighers)
        {
            weigher.Tick(picture, made, HeldBack);
        }

        if (isHeard)
        {
            heard!.Clear();
            spare.Push(heard);
        }

        // What a rule of this stage has found goes the same way as everything else.
        foreach (var finding in made.OrderBy(Subject.Of).ToList())
        {
            Take(finding, minute, into);
        }

        made.Clear();
        Reconsider(minute, into);
    }

    private void Take(Finding finding, Instant now, List<AlertEvent> into)
    {
        Counter.Received();
        if (settings.DetectorsOff.Count > 0 && !settings.IsOn(DetectorCatalog.IdOf(finding.Evidence.Detector)))
        {
            return;
        }

        if (!concerned[(int)finding.Kind])
        {
            into.Add(book.Publish(finding));
            return;
        }

        var subject = Subject.Of(finding);
        if (!open.TryGetValue(subject, out var situation))
        {
            if (finding.State is AlertState.Closed or AlertState.Retracted)
            {
                return;
            }

            open.Add(subject, situation = new OpenSituation(finding));
            underWatch.Insert(~underWatch.BinarySearch(subject), subject);
        }

        if (finding.State is AlertState.Closed or AlertState.Retracted)
        {
            End(subject, situation, finding, now, into);
            return;
        }

        situation.Latest = finding;
        Weigh(situation, now, into);
    }

    private void End(Subject subject, OpenSituation situation, Finding finding, Instant now, List<AlertEvent> into)
    {
        if (situation.IsWaiting && finding.State == AlertState.Closed)
        {
            // It was true for a short time: that is judged on what is known now.
            situation.IsWaiting = false;
            Publish(situation, Judge(situation, now) with { Until = now }, now, into);
        }

        if (situation.IsPublished)
        {
            into.Add(book.Publish(finding with { Severity = situation.PublishedSeverity }));
        }

        open.Remove(subject);
        underWatch.RemoveAt(underWatch.BinarySearch(subject));
    }

    /// <summary>Situations that wait, those muted, and those raised lately are looked at again with every new picture.</summary>
    private void Reconsider(Instant minute, List<AlertEvent> into)
    {
        foreach (var subject in underWatch)
        {
            var situation = open[subject];
            if (situation.IsWaiting)
            {
                Weigh(situation, minute, into);
                continue;
            }

            var muted = situation.MutedBy;
            var isRecent = situation.IsPublished && situation.LoweredBy is null && minute - situation.FirstSpoken <= Reconsiders;
            if (muted is null && !isRecent)
            {
                continue;
            }

            var verdict = Judge(situation, minute);
            if (muted is not null && situation.MutedBy is null)
            {
                // The detector goes on: people are told what they were not, or as severe as it is.
                Speak(situation, verdict, $"no longer so: {muted}", minute, into);
            }
            else if (muted is null && (situation.MutedBy is not null || verdict.Kind is VerdictKind.HoldBack or VerdictKind.Lower))
            {
                Speak(situation, verdict, situation.MutedBy ?? verdict.Reason, minute, into);
            }
        }
    }

    /// <summary>Publishes what the picture, not the detector, has changed at a minute.</summary>
    private void Speak(OpenSituation situation, in Verdict verdict, string cause, Instant minute, List<AlertEvent> into)
    {
        situation.Latest = situation.Latest with { EventTime = minute, OrderTime = minute, Evidence = situation.Latest.Evidence with { Cause = cause } };
        Publish(situation, verdict, minute, into);
    }

    private void Weigh(OpenSituation situation, Instant now, List<AlertEvent> into)
    {
        var verdict = Judge(situation, now);
        situation.IsWaiting = verdict.Kind == VerdictKind.Wait && verdict.Until > now && !situation.IsPublished && situation.MutedBy is null;
        if (!situation.IsWaiting)
        {
            Publish(situation, verdict, now, into);
        }
    }

    /// <summary>The strongest of what explains it for good; what mutes it for now is noted beside it.</summary>
    private Verdict Judge(OpenSituation situation, Instant now)
    {
        var finding = situation.Latest;
        var strongest = Verdict.Silence;
        var explanations = finding.Evidence.Explanations;
        situation.MutedBy = null;
        foreach (var weigher in weighers)
        {
            if (!weigher.Concerns(finding.Kind))
            {
                continue;
            }

            var verdict = weigher.Judge(finding, picture, now);
            explanations = explanations.AddRange(verdict.Explanations);
            if (verdict.Kind == VerdictKind.Mute)
            {
                situation.MutedBy ??= verdict.Reason;
            }
            else if (verdict.Kind > strongest.Kind)
            {
                strongest = verdict;
            }
        }

        return strongest with { Explanations = explanations };
    }

    private void Publish(OpenSituation situation, in Verdict verdict, Instant now, List<AlertEvent> into)
    {
        var finding = situation.Latest;
        if (!situation.IsPublished)
        {
            if (verdict.Kind == VerdictKind.HoldBack)
            {
                situation.HeldBackAt = (Severity)Math.Max((byte)situation.HeldBackAt, (byte)finding.Severity);
                List(situation, verdict.Reason);
                return;
            }

            if (finding.Severity <= situation.HeldBackAt)
            {
                // The picture forgets, the explanation holds: until the detector is surer than it was.
                return;
            }

            if (situation.MutedBy is { } muted)
            {
                List(situation, muted);
                return;
            }
        }

        if (verdict.Kind is VerdictKind.HoldBack or VerdictKind.Lower)
        {
            (situation.LoweredBy, situation.LoweredFrom, situation.IsExplained) = (verdict.Reason, finding.Severity, verdict.Kind == VerdictKind.HoldBack);
        }
        else if (situation.LoweredBy is not null && finding.Severity > situation.LoweredFrom)
        {
            situation.LoweredBy = null;
        }

        var severity = situation.MutedBy is not null ? Severity.Notice
            : situation.LoweredBy is null ? finding.Severity
            : situation.IsExplained ? Severity.Notice
            : (Severity)Math.Max((byte)Severity.Notice, (byte)finding.Severity - 1);
        var state = !situation.IsPublished ? AlertState.Raised
            : severity < situation.PublishedSeverity ? AlertState.Lowered
            : AlertState.Maintained;
        situation.IsPublished = true;
        situation.PublishedSeverity = severity;
        into.Add(book.Publish(finding with
        {
            State = state,
            Severity = severity,
            OrderTime = now,
            Evidence = finding.Evidence with { Explanations = verdict.Explanations },
            SuppressedBy = [.. finding.SuppressedBy, .. Reasons(situation)],
        }));
    }

    private static IEnumerable<string> Reasons(OpenSituation situation) => new[] { situation.LoweredBy, situation.MutedBy }.OfType<string>();

    private void List(OpenSituation situation, string reason)
    {
        if (reason != situation.ListedAs && situation.Latest.Vessel is { } vessel)
        {
            var finding = situation.Latest;
            situation.ListedAs = reason;
            HeldBack.Add(new HeldBack(finding.Kind, vessel, finding.Asset?.Id, finding.Since, finding.EventTime, reason));
        }
    }
}
