using System.Diagnostics;
using System.Globalization;

namespace MaritimeWatch.Influx.Load;

/// <summary>Kills the server, and the process that stores, at random moments with writes going on; then compares what was acknowledged with what the server has, asked without the store's own reader.</summary>
internal static class Kills
{
    /// <summary>What waits is sent within 10 s of the server's being back (docs/influx.md), and then takes a moment.</summary>
    private static readonly TimeSpan LongestAway = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(string influxd, string configuration, Uri url, string folder, int kills, int seed)
    {
        var random = new Random(seed);
        using var server = new Server(influxd, configuration, url);
        await server.StartAsync();
        await FreshDatabase.MakeAsync(url, Traffic.Database, Traffic.Start);
        var spill = Path.Combine(folder, "spill");
        var sender = SenderProcess.Start(url, spill, 0);
        var (serverKills, senderKills, withWaiting) = (0, 0, 0);
        var away = new List<TimeSpan>();
        try
        {
            for (var round = 0; serverKills + senderKills < kills; round++)
            {
                await MoreAsync(sender, random.Next(500, 20_000));
                await server.KillAsync();
                serverKills++;
                await MoreAsync(sender, random.Next(300, 10_000));
                var before = sender.Recovered;

                // In turn: the server alone is killed; the sender too while it is away; the sender while it brings what waits.
                if (round % 3 == 1)
                {
                    withWaiting += await KillAsync(sender, spill) ? 1 : 0;
                    senderKills++;
                    before = 0;
                    var isServerFirst = random.Next(2) == 0;
                    sender = isServerFirst ? sender : Again(sender, url, spill);
                    await (isServerFirst ? Task.CompletedTask : MoreAsync(sender, random.Next(1, 3_000)));
                    await server.StartAfterKillAsync();
                    sender = isServerFirst ? Again(sender, url, spill) : sender;
                }
                else
                {
                    await server.StartAfterKillAsync();
                }

                var back = Stopwatch.StartNew();
                await sender.UntilAsync(one => one.Recovered > before, "what waits is taken from the disk");
                away.Add(back.Elapsed);
                if (round % 3 == 2)
                {
                    withWaiting += await KillAsync(sender, spill) ? 1 : 0;
                    senderKills++;
                    sender = Again(sender, url, spill);
                }

                Console.Error.WriteLine(FormattableString.Invariant($"{serverKills + senderKills} kills, {sender.Acknowledged:N0} acknowledged, back after {away[^1].TotalSeconds:F1} s"));
            }

            await MoreAsync(sender, 1);
            var isWhole = await sender.EndAsync() == 0;
            var isSame = await Kept.CompareAsync(url, sender.Acknowledged);
            away.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kill -9 of the server {serverKills} times, of the process that stores {senderKills} times, {withWaiting} of them with points waiting on its disk (seed {seed})"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the server back, what waited was on its way after {away[away.Count / 2].TotalSeconds:F1} s in the median, {away[^1].TotalSeconds:F1} s at most; at most {LongestAway.TotalSeconds:F0} s is asked for"));
            return isWhole && isSame && away[^1] <= LongestAway && (senderKills == 0 || withWaiting > 0) ? 0 : 1;
        }
        finally
        {
            sender.Dispose();
        }
    }

    /// <summary>A moment: so many further reports are acknowledged, and a little more.</summary>
    private static async Task MoreAsync(SenderProcess sender, int more)
    {
        var until = sender.Acknowledged + more;
        await sender.UntilAsync(one => one.Acknowledged >= until, "further reports are acknowledged");
        await Task.Delay(more % 20);
    }

    /// <returns>Whether points waited on its disk.</returns>
    private static async Task<bool> KillAsync(SenderProcess sender, string spill)
    {
        await sender.KillAsync();
        return Directory.EnumerateFiles(spill, "*.spill").Any(file => new FileInfo(file).Length > 0);
    }

    private static SenderProcess Again(SenderProcess killed, Uri url, string spill)
    {
        var next = killed.Acknowledged;
        killed.Dispose();
        return SenderProcess.Start(url, spill, next);
    }
}
