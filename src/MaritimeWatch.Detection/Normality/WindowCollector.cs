using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>Reports in, windows of half an hour out, vessel by vessel one after the other: Order and Track as in the analyser, then cut.</summary>
/// <remarks>What a window holds depends on its vessel's reports and the stream's watermark alone.</remarks>
internal sealed class WindowCollector(DetectionSettings settings, WindowSink sink)
{
    private readonly Dictionary<uint, Vessel> vessels = [];
    private readonly List<Vessel> inOrderOfArrival = [];
    private readonly StreamClock clock = new(settings.Order.AllowedLateness);

    /// <summary>Event time of the first and last report that was used.</summary>
    public (Instant First, Instant Last) Period { get; private set; } = (Instant.MaxValue, Instant.MinValue);

    public int Vessels => vessels.Count;

    public StageCounter Counter { get; } = new("Learn");

    /// <summary>Tells the first few event times before they are observed, so that one absurd first row does not set the clock.</summary>
    public void Start(ReadOnlySpan<Instant> firstTimes) => clock.Start(firstTimes);

    public void Observe(in AisReport report)
    {
        Counter.Received();
        var watermark = clock.Watermark;
        if (clock.Admit(report.Time) is not DropReason.None and var refused)
        {
            Counter.Drop(refused);
            return;
        }

        if (report.Mmsi.Kind != StationKind.Ship || report.Dynamic.StationClass is not (StationClass.ClassA or StationClass.ClassB or StationClass.Unknown))
        {
            Counter.Drop(DropReason.NotAVessel);
            return;
        }

        if (!vessels.TryGetValue(report.Mmsi.Value, out var vessel))
        {
            vessel = new Vessel(report.Mmsi);
            vessels.Add(report.Mmsi.Value, vessel);
            inOrderOfArrival.Add(vessel);
        }

        Release(vessel, watermark);
        if (report.Time >= watermark)
        {
            vessel.Waiting.Add(report);
            return;
        }

        Counter.Drop(DropReason.Late);
        if (report.Static is { } identity)
        {
            vessel.Track.Identify(identity, report.Time);
        }
    }

    /// <summary>The end of the recording: everything that still waits is taken.</summary>
    public void Complete()
    {
        foreach (var vessel in inOrderOfArrival)
        {
            Release(vessel, Instant.MaxValue);
            Flush(vessel, isWhole: false);
        }
    }

    private void Release(Vessel vessel, Instant watermark)
    {
        while (vessel.Waiting.TryRelease(watermark, settings.Order.DuplicateWindow, out var report, out var isDuplicate))
        {
            if (report.Static is { } identity)
            {
                vessel.Track.Identify(identity, report.Time);
            }

            if (isDuplicate)
            {
                Counter.Drop(DropReason.Duplicate);
            }
            else if (report.Dynamic.HasPosition)
            {
                Follow(vessel, report.Dynamic);
            }
        }
    }

    private void Follow(Vessel vessel, in PositionReport fix)
    {
        if (vessel.Hulls is null && !vessel.Track.IsOutOfReach(fix, settings.Track))
        {
            Take(vessel, fix, isBreak: false);
            return;
        }

        var hulls = vessel.Hulls ??= new HullTracks(vessel.Track.Last, vessel.Track.ReportInterval);
        var step = hulls.Observe(fix, settings);
        Counter.Drop(DropReason.ImplausibleJump, step.Dropped);
        switch (step.Kind)
        {
            // Of several hulls under one MMSI the first is learned from.
            case HullStepKind.Take when step.Hull == 0:
                Take(vessel, fix, isBreak: false);
                break;
            case HullStepKind.Jump when step.Hull == 0:
                var isBreak = true;
                foreach (var held in hulls.Fresh)
                {
                    Take(vessel, held, isBreak);
                    isBreak = false;
                }

                hulls.TakeFresh();
                break;
            case HullStepKind.Jump or HullStepKind.NewHull:
                hulls.TakeFresh();
                break;
        }

        if (hulls.IsOnePlace)
        {
            vessel.Hulls = null;
        }
    }

    private void Take(Vessel vessel, in PositionReport fix, bool isBreak)
    {
        Period = (Instant.Min(Period.First, fix.Time), Instant.Max(Period.Last, fix.Time));
        var track = vessel.Track;
        track.Take(fix, settings, isBreak);
        if (track.IsAfterSilence)
        {
            Flush(vessel, isWhole: false);
        }

        if (!track.IsSample)
        {
            return;
        }

        var samples = track.Samples;
        var hasBefore = samples.Count > 1;
        if (WindowSample.TryCreate(samples.Latest, hasBefore ? samples[samples.Count - 2] : default, hasBefore, track.Scale, out var sample))
        {
            vessel.Add(sample, fix.Time);
        }

        if (fix.Time - vessel.WindowStart >= WindowFeatures.LeastSpan && (vessel.Count == WindowFeatures.MostSamples || fix.Time - vessel.WindowStart >= WindowFeatures.Window))
        {
            Flush(vessel, isWhole: vessel.Count >= WindowFeatures.LeastSamples);
        }
        else if (vessel.Count == WindowFeatures.MostSamples)
        {
            Flush(vessel, isWhole: false);
        }
    }

    private void Flush(Vessel vessel, bool isWhole)
    {
        if (vessel.Count > 0)
        {
            sink(vessel.Track.Mmsi, vessel.WindowEnd, VesselClasses.Of(vessel.Track.ShipType), vessel.Window, isWhole);
            vessel.Clear();
        }
    }

    /// <summary>One vessel on her way through the recording.</summary>
    private sealed class Vessel(Mmsi mmsi)
    {
        private readonly WindowSample[] samples = new WindowSample[WindowFeatures.MostSamples];

        public VesselTrack Track { get; } = new(mmsi);

        public ReorderBuffer Waiting { get; } = new();

        public HullTracks? Hulls { get; set; }

        public int Count { get; private set; }

        public Instant WindowStart { get; private set; }

        public Instant WindowEnd { get; private set; }

        public ReadOnlySpan<WindowSample> Window => samples.AsSpan(0, Count);

        public void Add(in WindowSample sample, Instant time)
        {
            if (Count == 0)
            {
                WindowStart = time;
            }

            samples[Count++] = sample;
            WindowEnd = time;
        }

        public void Clear() => Count = 0;
    }
}
