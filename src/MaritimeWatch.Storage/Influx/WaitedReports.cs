using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Reports on their way to the server, and the caller that waits until they are durable.</summary>
/// <param name="reports">The reports.</param>
/// <param name="isStored">Told of each whether it was new.</param>
/// <param name="isGivenUp">Told of each whether it is not stored and never will be.</param>
/// <param name="stored">Those of them that the server is known to have.</param>
internal sealed class WaitedReports(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, Memory<bool> isGivenUp, IReadOnlySet<TrackPlace> stored)
{
    private readonly TaskCompletionSource<StoredReports> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int givenUp;

    public ReadOnlyMemory<AisReport> Reports => reports;

    public Task<StoredReports> Done => done.Task;

    public bool IsKnown(in PositionReport position) => stored.Count > 0 && stored.Contains(TrackPlace.Of(position));

    public void Note(int number, bool isNew) => isStored.Span[number] = isNew;

    /// <summary>One is not stored, and is no duplicate.</summary>
    public void Refuse(int number)
    {
        isStored.Span[number] = false;
        isGivenUp.Span[number] = true;
        givenUp++;
    }

    /// <summary>All are dealt with.</summary>
    /// <param name="there">Where the server has dropped some of the batch: the positions that are stored all the same; otherwise null.</param>
    public void Complete(IReadOnlySet<TrackPlace>? there)
    {
        var fresh = 0;
        for (var number = 0; number < reports.Length; number++)
        {
            if (!isStored.Span[number])
            {
                continue;
            }

            var position = reports.Span[number].Dynamic;
            if (there is not null && position.HasPosition && !there.Contains(TrackPlace.Of(position)))
            {
                Refuse(number);
            }
            else
            {
                fresh++;
            }
        }

        done.TrySetResult(new StoredReports(fresh, reports.Length - fresh - givenUp));
    }

    public void Fail(Exception failure) => done.TrySetException(failure);
}
