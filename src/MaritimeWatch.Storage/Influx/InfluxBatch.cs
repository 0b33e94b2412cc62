using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>What is sent together: points, and who is to be told of them.</summary>
internal sealed class InfluxBatch
{
    private readonly List<(AppendTally Tally, bool IsPosition, bool IsDuplicate)> tallies = [];
    private readonly List<WaitedReports> waited = [];
    private readonly List<TaskCompletionSource> flushes = [];

    /// <summary>Reports as they came.</summary>
    public LineWriter Reports { get; } = new();

    /// <summary>What is known of vessels.</summary>
    public LineWriter Known { get; } = new(1 << 12);

    public int Positions { get; private set; }

    public int Duplicates { get; private set; }

    public IReadOnlyList<WaitedReports> Waited => waited;

    public bool IsUrgent => waited.Count > 0 || flushes.Count > 0;

    public bool IsEmpty => tallies.Count == 0 && !IsUrgent && Reports.Points == 0 && Known.Points == 0 && Duplicates == 0;

    /// <summary>Takes note of a position.</summary>
    public void Count(bool isDuplicate)
    {
        Positions += isDuplicate ? 0 : 1;
        Duplicates += isDuplicate ? 1 : 0;
    }

    public void Tell(AppendTally? tally, bool isPosition, bool isDuplicate)
    {
        if (tally is not null)
        {
            tallies.Add((tally, isPosition, isDuplicate));
        }
    }

    public void Tell(WaitedReports reports) => waited.Add(reports);

    public void Tell(TaskCompletionSource flush) => flushes.Add(flush);

    /// <summary>All of it is durable, or dealt with.</summary>
    public void Complete(IReadOnlySet<TrackPlace>? there)
    {
        tallies.ForEach(told => told.Tally.Came(told.IsPosition, told.IsDuplicate));
        waited.ForEach(reports => reports.Complete(there));
        flushes.ForEach(flush => flush.TrySetResult());
    }

    /// <summary>Those who wait for reports are told that they were not stored; the reports stay, and are the same points when they come again.</summary>
    public void FailWaited(Exception failure)
    {
        waited.ForEach(reports => reports.Fail(failure));
        waited.Clear();
    }

    /// <summary>It is given up.</summary>
    /// <returns>How many reports nobody was told of.</returns>
    public int GiveUp(Exception failure)
    {
        FailWaited(failure);
        flushes.ForEach(flush => flush.TrySetException(failure));
        tallies.ForEach(told => told.Tally.GiveUp(told.IsPosition));
        return Reports.Points;
    }

    public void Clear()
    {
        tallies.Clear();
        waited.Clear();
        flushes.Clear();
        Reports.Clear();
        Known.Clear();
        (Positions, Duplicates) = (0, 0);
    }
}
