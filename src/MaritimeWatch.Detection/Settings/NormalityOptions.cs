namespace MaritimeWatch.Detection.Settings;

/// <summary>What a learned model may say about a finding; without a model nothing of it applies.</summary>
public sealed record NormalityOptions
{
    /// <summary>A half hour above this quantile of the training windows is unusual, 0.9 to 0.9999: one in 200; design value.</summary>
    public double UnusualQuantile { get; init; } = 0.995;

    /// <summary>A half hour below this quantile is ordinary, 0 to 0.9: more ordinary than the half of all; design value.</summary>
    public double OrdinaryQuantile { get; init; } = 0.5;

    /// <summary>Least number of different vessels learned from within some 12 nm: below, the model says nothing. 5 to 500; design value, a day of a quiet sea.</summary>
    public int MinRegionVessels { get; init; } = 30;

    /// <summary>Least number of different vessels of a class learned from: below, the model says nothing of that class. 5 to 500; design value.</summary>
    public int MinClassVessels { get; init; } = 20;
}
