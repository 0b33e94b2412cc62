namespace MaritimeWatch.Service.Gateway;

/// <summary>A number for each source, small enough to be kept with each transmission.</summary>
internal sealed class SourceNumbers
{
    private readonly Lock gate = new();
    private readonly SourceRuntime?[] sources = new SourceRuntime?[ushort.MaxValue + 1];
    private ushort last;

    /// <summary>Gives a source a number, 1 to 65,535; after so many, the oldest numbers are given again.</summary>
    public ushort Give(SourceRuntime source)
    {
        lock (gate)
        {
            last = last == ushort.MaxValue ? (ushort)1 : (ushort)(last + 1);
            sources[last] = source;
            return last;
        }
    }

    /// <summary>Gives the number of one source to the one that takes its place.</summary>
    public ushort Pass(ushort number, SourceRuntime source)
    {
        sources[number] = source;
        return number;
    }

    /// <summary>Who has a number, or null for nobody.</summary>
    public SourceRuntime? Find(ushort number) => sources[number];

    /// <summary>The source is gone.</summary>
    public void Forget(ushort number) => sources[number] = null;
}
