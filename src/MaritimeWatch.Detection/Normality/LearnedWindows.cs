namespace MaritimeWatch.Detection.Normality;

/// <summary>The windows a model keeps to be joined with others: a sample of all by the smallest keys, with their features.</summary>
/// <param name="keys">A hash of vessel and time, rising: the same window of the same recording has the same one.</param>
/// <param name="features">Rows of <see cref="WindowFeatures.Count"/> in the order of the keys.</param>
internal sealed class LearnedWindows(ulong[] keys, float[] features)
{
    public int Count => keys.Length;

    public ReadOnlySpan<ulong> Keys => keys;

    public float[] Features => features;

    public ReadOnlySpan<float> FeaturesOf(int window) => features.AsSpan(window * WindowFeatures.Count, WindowFeatures.Count);
}
