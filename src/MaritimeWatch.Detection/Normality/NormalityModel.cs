using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Normality;

/// <summary>Learned normality: what speeds, courses, turns and stops are ordinary by cell and ship class, and how unusual a window of a track is.</summary>
/// <remarks>Immutable; safe for use from several threads at once. Trained by <see cref="NormalityTrainer"/>.</remarks>
public sealed class NormalityModel
{
    internal NormalityModel(
        Instant from, Instant to, long windowsSeen, CellTable table, LearnedWindows windows, IsolationForest? forest, LearnedQuantiles? quantiles, uint? checksum = null)
    {
        (From, To, WindowsSeen) = (from, to, windowsSeen);
        (Table, Windows, Forest, Quantiles) = (table, windows, forest, quantiles);
        Ordinary = new OrdinaryTraffic(table);
        Id = (checksum ?? BinaryPrimitives.ReadUInt32LittleEndian(ModelWriter.Write(this).AsSpan()[^4..])).ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Eight hex digits that change with the content: which model an alert was judged by.</summary>
    public string Id { get; }

    /// <summary>Event time of the first report learned from.</summary>
    public Instant From { get; }

    /// <summary>Event time of the last report learned from.</summary>
    public Instant To { get; }

    /// <summary>Windows of half an hour learned from.</summary>
    public long WindowsSeen { get; }

    /// <summary>Windows kept, for the forest and for being joined with another model.</summary>
    public int WindowsKept => Windows.Count;

    /// <summary>Pairs of a cell and a ship class with traffic in them.</summary>
    public int Cells => Table.Count;

    /// <summary>Whether there was traffic enough to tell unusual windows; without, only lanes are known.</summary>
    public bool HasScores => Forest is not null;

    internal CellTable Table { get; }

    internal LearnedWindows Windows { get; }

    internal IsolationForest? Forest { get; }

    internal LearnedQuantiles? Quantiles { get; }

    internal OrdinaryTraffic Ordinary { get; }

    /// <summary>Reads a model; false, and one clause on why, where the bytes are no model, damaged, of a newer format, or learned with other cells.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out NormalityModel? model, out string problem) =>
        ModelReader.TryRead(bytes, out model, out problem);

    /// <summary>The model as a file holds it; the same model gives the same bytes.</summary>
    public byte[] ToBytes() => ModelWriter.Write(this);

    /// <summary>About how many different vessels of a class were learned from.</summary>
    public double VesselsOf(VesselClass vesselClass) => Ordinary.VesselsOf(vesselClass);

    /// <summary>About how many different vessels of any class were learned from within some 12 nm of a place, 0 to about 600.</summary>
    public double VesselsAbout(GeoPosition place) => Ordinary.VesselsAbout(TrafficGrid.CellOf(place));

    /// <summary>Judges the last half hour of a track; false where there is too little of it.</summary>
    /// <param name="samples">The track's memory.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="vesselClass">The ship's class.</param>
    /// <param name="score">Receives the score.</param>
    internal bool TryScore(SampleRing samples, in TrackScale scale, VesselClass vesselClass, out NormalityScore score)
    {
        score = default;
        if (Forest is null || Quantiles is null || samples.Count == 0)
        {
            return false;
        }

        Span<WindowSample> window = stackalloc WindowSample[WindowFeatures.MostSamples];
        var count = 0;
        var from = samples.Latest.Time - WindowFeatures.Window;
        var first = Math.Max(samples.IndexAtOrAfter(from + TimeSpan.FromSeconds(1)), samples.Count - window.Length);
        for (var i = first; i < samples.Count; i++)
        {
            if (WindowSample.TryCreate(samples[i], i > 0 ? samples[i - 1] : default, i > 0, scale, out var sample))
            {
                window[count++] = sample;
            }
        }

        var isWhole = first < samples.Count && samples.Latest.Time - samples[first].Time >= WindowFeatures.LeastSpan;
        if (count < WindowFeatures.LeastSamples || !isWhole)
        {
            return false;
        }

        score = Judge(window[..count], vesselClass, stackalloc float[WindowFeatures.Count]);
        return true;
    }

    /// <summary>Judges a window; only where there is a forest.</summary>
    internal NormalityScore Judge(ReadOnlySpan<WindowSample> window, VesselClass vesselClass, Span<float> features)
    {
        WindowFeatures.Measure(window, vesselClass, Ordinary, features);
        var score = Forest!.Score(features);
        return new NormalityScore(vesselClass, score, Quantiles!.QuantileOf(score), Quantiles.StrangestOf(features));
    }
}
