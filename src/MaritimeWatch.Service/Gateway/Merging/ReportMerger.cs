using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>Tells which reports are transmissions that another source, or the same one, has brought already. The first is never held up; later ones add who heard it too.</summary>
/// <remarks>
/// Alike within a few seconds is the same: AIS repeats no faster than every two seconds, and then a ship has moved. That window is the analyser's own for
/// copies, so merging takes nothing from it that it would keep. From another source, what is alike to the last digit is the same transmission for minutes,
/// where the ship moves: that source is behind, or its clock is off. Those of low trust are remembered apart: a healthy copy never counts as one of theirs, since theirs may be shed.
/// Called by any thread.
/// </remarks>
internal sealed class ReportMerger
{
    /// <summary>Remembered transmissions: at 20,000 a second more than the window, at 500 a second four minutes. 10 MiB.</summary>
    public const int Remembered = 1 << 17;

    /// <summary>At this speed and above no two reports of a ship are alike: she makes five metres in three seconds, and coordinates tell a fifth of a metre. 1/10 knot.</summary>
    public const int MovingTenths = 30;

    /// <summary>Copies come within this; as the analyser's <c>Order:DuplicateWindow</c>, below half the slowest interval of a moving ship.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>Copies of a moving ship's report from a source that is behind come within this: as long as live traffic may be old.</summary>
    public static readonly TimeSpan LongWindow = LiveBounds.Oldest;

    private readonly Lock gate = new();
    private readonly TransmissionRing sound;
    private readonly TransmissionRing weak;

    /// <param name="remembered">How many transmissions are remembered; a power of two, 4 at least.</param>
    public ReportMerger(int remembered = Remembered) => (sound, weak) = (new TransmissionRing(remembered, Numbers), new TransmissionRing(remembered / 4, Numbers));

    /// <summary>Who has which number. A number that was given to nobody is a source's.</summary>
    public SourceNumbers Numbers { get; } = new();

    /// <summary>The longest way anybody had to look along for one report.</summary>
    public int LongestWalk => Math.Max(sound.LongestWalk, weak.LongestWalk);

    /// <summary>Whether a report was heard before; takes note of it.</summary>
    /// <param name="report">The report, its time put right.</param>
    /// <param name="hearer">The number of its source, or of its station, 1 and above.</param>
    /// <param name="standing">How far its source is believed: decides for whom it is the first.</param>
    public bool IsDuplicate(in AisReport report, ushort hearer, SourceStanding standing = SourceStanding.Sound) => Note(report, hearer, isForwarded: false, standing).IsCopy;

    /// <summary>Takes note of a report.</summary>
    /// <param name="report">The report, its time put right.</param>
    /// <param name="hearer">The number of its source, or of its station, 1 and above.</param>
    /// <param name="isForwarded">Whether it bears the mark of a merged feed.</param>
    /// <param name="standing">How far its source is believed: decides for whom it is the first.</param>
    public MergeResult Note(in AisReport report, ushort hearer, bool isForwarded, SourceStanding standing = SourceStanding.Sound)
    {
        var key = Transmission.Of(report);
        lock (gate)
        {
            var known = sound.Note(report, key, hearer, isForwarded, isRemembered: standing == SourceStanding.Sound);
            if (known.IsCopy)
            {
                return known;
            }

            return standing == SourceStanding.Sound ? known : weak.Note(report, key, hearer, isForwarded, isRemembered: standing == SourceStanding.Weak);
        }
    }

    /// <summary>Forgets a transmission that was shed after all: a copy of it is to count as the first.</summary>
    /// <param name="report">The report that was shed.</param>
    /// <param name="standing">Its source's, when it came.</param>
    public void Forget(in AisReport report, SourceStanding standing = SourceStanding.Sound)
    {
        if (standing == SourceStanding.Suspect)
        {
            // It was remembered nowhere: what is, is somebody else's.
            return;
        }

        var key = Transmission.Of(report);
        lock (gate)
        {
            (standing == SourceStanding.Sound ? sound : weak).Forget(report, key);
        }
    }

    /// <summary>Who heard a transmission, by number, the first one first; empty where it is no longer remembered.</summary>
    public IReadOnlyList<ushort> WhoHeard(in AisReport report)
    {
        var key = Transmission.Of(report);
        lock (gate)
        {
            var heard = sound.WhoHeard(report, key) is { Count: > 0 } by ? by : weak.WhoHeard(report, key);
            var found = new ushort[heard.Count];
            for (var at = 0; at < found.Length; at++)
            {
                found[at] = heard[at];
            }

            return found;
        }
    }

    /// <summary>Who heard it first, or 0.</summary>
    public ushort FirstToHear(in AisReport report)
    {
        var key = Transmission.Of(report);
        lock (gate)
        {
            var heard = sound.WhoHeard(report, key) is { Count: > 0 } by ? by : weak.WhoHeard(report, key);
            return heard.Count == 0 ? (ushort)0 : heard[0];
        }
    }
}
