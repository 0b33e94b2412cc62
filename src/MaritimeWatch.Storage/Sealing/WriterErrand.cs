using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>A change of the store's file that belongs to no report, on its way to the writer: small enough to delay nobody, and the same when it is done twice.</summary>
/// <param name="change">Makes it within the writer's transaction.</param>
/// <param name="weight">What it weighs beside the writing of a report.</param>
internal sealed class WriterErrand(Action<SqliteConnection> change, int weight)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when it is durable.</summary>
    public Task Done => done.Task;

    public int Weight => weight;

    public void Write(SqliteConnection connection) => change(connection);

    public void Complete() => done.TrySetResult();

    public void Fail(Exception failure) => done.TrySetException(failure);
}
