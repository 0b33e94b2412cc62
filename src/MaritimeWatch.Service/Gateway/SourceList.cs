using System.Collections;
using System.Collections.Immutable;

namespace MaritimeWatch.Service.Gateway;

/// <summary>The sources of a service: those that listen from the start, those that are configured, and those that came since. Read and changed by any thread.</summary>
internal sealed class SourceList : IReadOnlyList<SourceRuntime>
{
    private ImmutableArray<SourceRuntime> sources = [];

    public int Count => sources.Length;

    public SourceRuntime this[int index] => sources[index];

    public void Add(SourceRuntime source) => ImmutableInterlocked.Update(ref sources, (known, added) => known.Add(added), source);

    public void Remove(SourceRuntime source) => ImmutableInterlocked.Update(ref sources, (known, removed) => known.Remove(removed), source);

    /// <summary>Puts one in the place of another, or at the end where there is no other.</summary>
    public void Replace(SourceRuntime before, SourceRuntime source) => ImmutableInterlocked.Update(
        ref sources, (known, change) => known.Contains(change.before) ? known.Replace(change.before, change.source) : known.Add(change.source), (before, source));

    public IEnumerator<SourceRuntime> GetEnumerator() => ((IEnumerable<SourceRuntime>)sources).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
