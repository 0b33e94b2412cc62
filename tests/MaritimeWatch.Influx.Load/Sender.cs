using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Influx.Load;

/// <summary>
/// The process that is killed: stores reports from a number on, waits for each piece as a sender does who wants an acknowledgement, and says on a line what was acknowledged: the next number,
/// points that wait on the disk, points that the server has taken from there. Ends when its input does and nothing waits any more.
/// </summary>
internal static class Sender
{
    private const int MostAtOnce = 300;

    /// <summary>About twenty thousand reports a second: the time is for kills.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(Uri url, string folder, int first)
    {
        using var store = InfluxTrackStore.Open(new InfluxStoreOptions
        {
            Server = new InfluxOptions { Url = url, Database = Traffic.Database }, Spill = new InfluxWriterOptions { SpillFolder = folder }, Batch = new BatchLimits { Wait = TimeSpan.FromMilliseconds(20) },
        });
        var sender = store.Sender!;
        var random = new Random(first);
        var ended = Task.Run(Console.In.ReadToEnd);
        var number = first;
        while (!ended.IsCompleted)
        {
            var reports = Enumerable.Range(number, random.Next(1, MostAtOnce)).Select(Traffic.Of).ToArray();
            var came = await store.StoreAsync(reports, new bool[reports.Length], CancellationToken.None);
            if (came.Stored + came.Duplicates != reports.Length)
            {
                Console.Error.WriteLine($"of {reports.Length} reports {came.Stored} were stored and {came.Duplicates} were there: {sender.DropReason}");
                return 1;
            }

            number += reports.Length;
            Console.Out.WriteLine(FormattableString.Invariant($"{number} {sender.WaitingPoints} {sender.Counters.Recovered}"));
            await Task.Delay(Pause);
        }

        await store.FlushAsync();
        while (sender.WaitingPoints > 0 || sender.Trouble is not null)
        {
            await Task.Delay(Pause);
        }

        Console.Out.WriteLine(FormattableString.Invariant($"{number} 0 {sender.Counters.Recovered}"));
        if (sender.Counters.DamagedBytes > 0)
        {
            // The torn end that the kill before left, of what nobody was told is safe: whether anything else is missing is found by who counts.
            Console.Error.WriteLine(FormattableString.Invariant($"{sender.Counters.DamagedBytes} bytes of a batch were torn by a kill"));
        }

        if (sender.Counters.LostAtBound + sender.Counters.Dropped > 0)
        {
            Console.Error.WriteLine(FormattableString.Invariant($"{sender.Counters.LostAtBound} points were lost at the bound of the spill, {sender.Counters.Dropped} dropped by the server: {sender.DropReason}"));
            return 1;
        }

        return 0;
    }
}
