using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>Judges all windows of recorded traffic by a model, and learns nothing from them.</summary>
public sealed class NormalityJudge
{
    private readonly NormalityModel model;
    private readonly WindowCollector collector;
    private readonly Action<JudgedWindow> judged;
    private readonly float[] features = new float[WindowFeatures.Count];

    /// <summary>A judge.</summary>
    /// <param name="model">A model with scores.</param>
    /// <param name="judged">Takes every window as it ends.</param>
    /// <exception cref="ArgumentException">The model has no scores.</exception>
    public NormalityJudge(NormalityModel model, Action<JudgedWindow> judged)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.HasScores)
        {
            throw new ArgumentException("the model has no scores", nameof(model));
        }

        (this.model, this.judged) = (model, judged);
        collector = new WindowCollector(DetectionSettings.Default, Take);
    }

    /// <summary>Reports taken and refused.</summary>
    public StageCounter Counter => collector.Counter;

    /// <summary>Vessels seen.</summary>
    public int Vessels => collector.Vessels;

    /// <summary>Tells the first few event times before they are observed, so that one absurd first row does not set the clock.</summary>
    public void Start(ReadOnlySpan<Instant> firstTimes) => collector.Start(firstTimes);

    /// <summary>Takes the next report of the recording.</summary>
    public void Observe(in AisReport report) => collector.Observe(report);

    /// <summary>The end of the recording.</summary>
    public void Complete() => collector.Complete();

    private void Take(Mmsi mmsi, Instant end, VesselClass vesselClass, ReadOnlySpan<WindowSample> samples, bool isWhole)
    {
        if (isWhole)
        {
            var score = model.Judge(samples, vesselClass, features);
            judged(new JudgedWindow(mmsi, end, vesselClass, [.. features], score.Score, score.Quantile));
        }
    }
}
