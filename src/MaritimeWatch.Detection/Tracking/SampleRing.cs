using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>The last two hours and more of a track, a sample a minute; grows with the track, then forgets the oldest.</summary>
internal sealed class SampleRing
{
    private const int Capacity = 160;

    private TrackSample[] samples = new TrackSample[8];
    private int start;

    public int Count { get; private set; }

    /// <summary>0 is the oldest.</summary>
    public ref readonly TrackSample this[int index] => ref samples[(start + index) % samples.Length];

    public ref readonly TrackSample Latest => ref this[Count - 1];

    public void Add(in TrackSample sample)
    {
        if (Count == samples.Length)
        {
            if (samples.Length >= Capacity)
            {
                samples[start] = sample;
                start = (start + 1) % samples.Length;
                return;
            }

            var larger = new TrackSample[Math.Min(samples.Length * 2, Capacity)];
            for (var i = 0; i < Count; i++)
            {
                larger[i] = this[i];
            }

            samples = larger;
            start = 0;
        }

        samples[(start + Count) % samples.Length] = sample;
        Count++;
    }

    public void Clear()
    {
        Count = 0;
        start = 0;
    }

    /// <summary>Index of the first sample at or after a time; <see cref="Count"/> when there is none.</summary>
    public int IndexAtOrAfter(Instant time)
    {
        var index = Count;
        while (index > 0 && this[index - 1].Time >= time)
        {
            index--;
        }

        return index;
    }
}
