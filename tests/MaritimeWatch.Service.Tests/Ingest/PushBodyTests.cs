using System.Text;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Ingest;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Ingest;

public sealed class PushBodyTests
{
    private const string Record = """{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A","latitude":57.802943,"longitude":-11.31,"speedKnots":12.5}""";

    [Fact]
    public async Task Next_OfACallerThatFallsSilent_GivesUp()
    {
        var clock = new ManualClock(Instant.FromUtc(2024, 11, 17));
        await using var body = new SilentStream(Encoding.ASCII.GetBytes("!\n"));
        var pushed = await PushBody.OpenAsync(body, 1_000, isJson: false, clock, CancellationToken.None);
        Assert.Equal(1, (await pushed.NextAsync(CancellationToken.None))!.Count);

        var next = pushed.NextAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(RunningService.Patience));
    }

    /// <summary>However the transport cuts a body, the same records come of it.</summary>
    [Theory]
    [InlineData("{0}\n{0}\n\n{0}", null, null)]
    [InlineData("[{0},\n {0} , {0}]", true, JsonDialect.MaritimeWatch)]
    [InlineData("{0}\r\n{0}\r\n{0}\r\n", true, JsonDialect.MaritimeWatch)]
    public async Task Next_HoweverTheBodyIsCut_GivesTheSame(string layout, bool? isJson, JsonDialect? dialect)
    {
        var line = isJson is null ? "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A" : Record;
        var body = Encoding.ASCII.GetBytes(layout.Replace("{0}", line, StringComparison.Ordinal));
        for (var seed = 0; seed < 50; seed++)
        {
            await using var cut = new CutStream(body, new Random(seed));
            var pushed = await PushBody.OpenAsync(cut, 1_000_000, isJson, TimeProvider.System, CancellationToken.None);
            var reader = new PushReader(new Ais.StaticReportInterning(), EventTimeSource.Receipt, isJson is null ? null : JsonDialect.MaritimeWatch);
            var reports = new List<Ais.HeardReport>();
            var count = 0;
            while (await pushed.NextAsync(CancellationToken.None) is { } batch)
            {
                count += batch.Count;
                for (var place = 0; place < batch.Count; place++)
                {
                    batch.Read(reader, place, place, Instant.FromUtc(2024, 11, 17, 0, 0, 7), reports, out var reason, out _);
                    Assert.Equal(DropReason.None, reason);
                }
            }

            Assert.Equal((3, 3), (count, reports.Count));
            Assert.Equal(dialect, pushed.Dialect);
        }
    }

    [Fact]
    public async Task Next_OfBadInput_EndsAndNeverThrows()
    {
        var body = Encoding.ASCII.GetBytes($"[{Record},{Record}]");
        var read = 0;
        for (var number = 0; number < FuzzBudget.Cases(3_000); number++)
        {
            var random = FuzzBudget.Random("push body", number);
            var bad = (byte[])body.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            await using var cut = new CutStream(bad[..random.Next(1, bad.Length)], random);
            var pushed = await PushBody.OpenAsync(cut, 1_000_000, random.Next(3) switch { 0 => null, 1 => true, _ => false }, TimeProvider.System, CancellationToken.None);
            var reader = new PushReader(new Ais.StaticReportInterning(), EventTimeSource.Receipt, pushed.Dialect);
            var reports = new List<Ais.HeardReport>();
            while (await pushed.NextAsync(CancellationToken.None) is { } batch)
            {
                for (var place = 0; place < batch.Count; place++)
                {
                    batch.Read(reader, place, place, Instant.FromUtc(2024, 11, 17, 0, 0, 7), reports, out _, out _);
                }
            }

            read += reports.Count;
        }

        Assert.True(read > 100, $"only {read} reports came of damaged bodies");
    }

    /// <summary>Gives what it has, and then nothing until the reading is cancelled.</summary>
    private sealed class SilentStream(byte[] first) : CutStream(first, new Random(1))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                return count;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    /// <summary>Gives some bytes at a time.</summary>
    private class CutStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 60))], cancellationToken);
    }
}
