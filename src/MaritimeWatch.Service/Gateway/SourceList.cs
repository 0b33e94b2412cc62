using System.Collections;
using System.Collections.Immutable;

namespace MaritimeWatch.Service.Gateway;

/// <summary>The sources of a service: those that listen from the start, and those that came since. Read and added to by any thread.</summary>
internal sealed class SourceList : IReadOnlyList<IReportSource>
{
    private ImmutableArray<IReportSource> sources = [];

    public int Count => sources.Length;

    public IReportSource this[int index] => sources[index];

    public void Add(IReportSource source) => ImmutableInterlocked.Update(ref sources, (known, added) => known.Add(added), source);

    public IEnumerator<IReportSource> GetEnumerator() => ((IEnumerable<IReportSource>)sources).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
