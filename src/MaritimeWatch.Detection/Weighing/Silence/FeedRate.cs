namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>An hour's reports beside those of the same hour on the days before.</summary>
/// <param name="Count">Reports in the hour.</param>
/// <param name="Median">Median of the same hour's reports on earlier days.</param>
/// <param name="Days">How many earlier days that is.</param>
internal readonly record struct FeedRate(int Count, double Median, int Days);
