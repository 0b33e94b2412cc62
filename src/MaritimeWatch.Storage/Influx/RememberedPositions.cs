using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Which positions were stored lately: the server overwrites the same point without a word, so that what is a duplicate must be known here. Bounded; of one thread, but for <see cref="ForgottenUpTo"/> and <see cref="Forget"/>.</summary>
/// <param name="most">How many are remembered at least half of.</param>
internal sealed class RememberedPositions(int most)
{
    private HashSet<TrackPlace> young = [];
    private HashSet<TrackPlace> old = [];
    private long newestOfYoung = long.MinValue;
    private long newestOfOld = long.MinValue;
    private long forgottenUpTo = long.MinValue;

    /// <summary>Up to this second, one that is not remembered may be stored all the same. Unix seconds.</summary>
    public long ForgottenUpTo => Volatile.Read(ref forgottenUpTo);

    /// <summary>Notes one.</summary>
    /// <returns>False where it is remembered.</returns>
    public bool Add(in PositionReport position)
    {
        var place = TrackPlace.Of(position);
        if (old.Contains(place) || !young.Add(place))
        {
            return false;
        }

        newestOfYoung = Math.Max(newestOfYoung, place.UnixSeconds);
        if (young.Count >= most / 2)
        {
            Forget(newestOfOld);
            (old, young) = (young, old);
            (newestOfOld, newestOfYoung) = (newestOfYoung, long.MinValue);
            young.Clear();
        }

        return true;
    }

    /// <summary>Up to a second, others may have stored what is not remembered here. By any thread; never goes back.</summary>
    public void Forget(long upTo)
    {
        for (var known = ForgottenUpTo; known < upTo;)
        {
            var found = Interlocked.CompareExchange(ref forgottenUpTo, upTo, known);
            known = found == known ? upTo : found;
        }
    }

    /// <summary>Forgets everything: some of it was not stored after all.</summary>
    public void Clear()
    {
        Forget(Math.Max(newestOfOld, newestOfYoung));
        young.Clear();
        old.Clear();
    }
}
