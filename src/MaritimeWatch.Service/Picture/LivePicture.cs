using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Picture;

/// <summary>Where everybody was last, and what has changed since a reader looked. Safe for use by several threads at once; no clock, no I/O.</summary>
/// <remarks>
/// Reports are taken as they come and lie aside; a pass, made once a second for all readers together, brings them into the picture and keeps what it changed. A reader who saw the pass before is told
/// those changes that concern his box; one who missed some has all vessels looked at once. Versions are the numbers of passes.
/// </remarks>
/// <param name="mostVessels">Beyond so many nobody new is taken in until others are given up.</param>
internal sealed class LivePicture(int mostVessels = LivePicture.MostVessels)
{
    /// <summary>Far more than there are ships; somebody who makes up MMSIs fills no more memory than this.</summary>
    private const int MostVessels = 500_000;

    /// <summary>Looking for those who are given up looks at everybody, so it is not done in every pass. Design value: 30 s.</summary>
    private const int PassesBetweenClearings = 30;

    /// <summary>How long it is remembered who was given up; a reader who comes later begins anew. Design value: ten minutes.</summary>
    private const int PassesRemembered = 600;

    private readonly Lock taking = new();
    private readonly Lock gate = new();
    private readonly Dictionary<uint, PictureVessel> vessels = [];
    private Dictionary<uint, Waiting> waiting = [];
    private Dictionary<uint, Waiting> spare = [];
    private PictureStep step = new(1, []);
    private TaskCompletionSource passed = NewSignal();
    private Instant latest = Instant.MinValue;

    /// <summary>The number of the newest pass.</summary>
    public long Version => Volatile.Read(ref step).Version;

    /// <summary>Vessels with a position.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return vessels.Values.Count(vessel => vessel.Last is not null);
            }
        }
    }

    /// <summary>Takes a report for the next pass: never waits for a reader.</summary>
    public void Take(in AisReport report)
    {
        if (!report.Dynamic.IsOfVessel || (report.Static is null && !report.Dynamic.HasPosition))
        {
            return;
        }

        lock (taking)
        {
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(waiting, report.Mmsi.Value, out var isThere);
            if (report.Dynamic.HasPosition && (next.Position is not { } known || IsNewer(report.Dynamic, known)))
            {
                next.Position = report.Dynamic;
            }

            if (report.Static is { } said)
            {
                // The pass gives it its version.
                next.Said = PictureStatic.With(next.Said, said, report.Time, 0);
            }

            if (!isThere && waiting.Count > mostVessels)
            {
                waiting.Remove(report.Mmsi.Value);
            }
        }
    }

    /// <summary>Brings what was taken into the picture, and wakes whoever waits. By one caller at a time.</summary>
    public void Pass()
    {
        lock (taking)
        {
            (waiting, spare) = (spare, waiting);
        }

        TaskCompletionSource signal;
        lock (gate)
        {
            var version = step.Version + 1;
            var changes = new List<PictureStep.Change>(spare.Count);
            foreach (var (mmsi, next) in spare)
            {
                Apply(new Mmsi(mmsi), next, version, changes);
            }

            if (version % PassesBetweenClearings == 0)
            {
                GiveUpTheSilent(version, changes);
            }

            Volatile.Write(ref step, new PictureStep(version, changes));
            signal = passed;
            passed = NewSignal();
        }

        spare.Clear();
        signal.SetResult();
    }

    /// <summary>Done as soon as there is a newer pass than one that was seen.</summary>
    public Task NextAsync(long seen)
    {
        lock (gate)
        {
            return step.Version > seen ? Task.CompletedTask : passed.Task;
        }
    }

    /// <summary>Tells a reader what is new to him; everything where he has seen nothing yet, or nothing for too long.</summary>
    public void Tell(PictureNews reader)
    {
        lock (gate)
        {
            if (reader.Version == step.Version)
            {
                reader.FillNothing();
            }
            else if (reader.Version == 0 || reader.Version < step.Version - PassesRemembered)
            {
                reader.FillWhole(step.Version, vessels.Values);
            }
            else if (reader.Version < step.Version - 1)
            {
                reader.FillMissed(step.Version, vessels.Values);
            }
            else
            {
                reader.Fill(step);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Of two of the same second the place decides, so that the picture does not hang on the order in which feeds bring them; as the store has it.</summary>
    private static bool IsNewer(in PositionReport position, in PositionReport known) =>
        (position.Time, position.RawLatitude, position.RawLongitude).CompareTo((known.Time, known.RawLatitude, known.RawLongitude)) >= 0;

    private void Apply(Mmsi mmsi, in Waiting next, long version, List<PictureStep.Change> changes)
    {
        if (!vessels.TryGetValue(mmsi.Value, out var before))
        {
            if (vessels.Count >= mostVessels)
            {
                return;
            }

            before = PictureVessel.Unknown(mmsi);
        }

        var after = before;
        if (next.Position is { } position)
        {
            latest = Instant.Max(latest, position.Time);
            after = before.Last is { } known && (position == known || !IsNewer(position, known)) ? before : before.At(position, version);
        }

        if (next.Said is { } said)
        {
            after = after.Saying(said.On(before.Said, version));
        }

        vessels[mmsi.Value] = after;
        if (after.Last is not null && (after.MovedAt == version || after.Said?.Version == version))
        {
            changes.Add(new(before, after));
        }
    }

    /// <summary>Gives up whoever was not heard in the window of the store's own memory, and forgets those given up long ago.</summary>
    private void GiveUpTheSilent(long version, List<PictureStep.Change> changes)
    {
        var oldest = latest - ITrackStore.RecentWindow;
        var silent = vessels.Values.Where(vessel => vessel.Last is { } last ? last.Time < oldest && !Changed(vessel) : vessel.MovedAt < version - PassesRemembered && !(vessel.Said?.At >= oldest)).ToList();
        foreach (var vessel in silent)
        {
            if (vessel.Last is null)
            {
                vessels.Remove(vessel.Mmsi.Value);
                continue;
            }

            var lost = vessels[vessel.Mmsi.Value] = vessel.Lost(version);
            changes.Add(new(vessel, lost));
        }

        // Each vessel changes once in a pass: this one's turn comes with the next clearing.
        bool Changed(PictureVessel vessel) => vessel.MovedAt == version || vessel.Said?.Version == version;
    }

    /// <summary>What was taken of one vessel since the last pass.</summary>
    private struct Waiting
    {
        public PositionReport? Position;

        public PictureStatic? Said;
    }
}
