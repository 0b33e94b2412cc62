using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracks;

public sealed class TrafficTallyTests
{
    [Fact]
    public void Tally_OfTracks_CountsWhatAPlainCountDoes()
    {
        var tracks = Enumerable.Range(1, 5).SelectMany(seed => Sailing.Wander(seed, 4_000, mmsi: (uint)(219_000_000 + seed), startSeconds: seed * 9_000)).ToList();
        var tally = new TrafficTally();
        tracks.ForEach(fix => tally.Add(fix));

        Assert.Equal((20_000, 5, 0), (tally.Positions, tally.Vessels.Count(), tally.WithoutSpeed));
        Assert.Equal(
            tracks.GroupBy(fix => fix.Time.ToString()[..10]).OrderBy(day => day.Key).Select(day => (day.Key, (long)day.Count(), day.Select(fix => fix.Mmsi).Distinct().Count())),
            tally.Days.Select(day => (day.Day.ToString()[..10], day.Positions, day.Vessels)));
        Assert.True(tally.Days.Count() > 1);
        Assert.Equal(tracks.Count(fix => fix.SpeedOverGroundKnots <= 0.5), tally.Speeds[0]);
        Assert.Equal(tracks.Count(fix => fix.SpeedOverGroundKnots is > 8 and <= 11), tally.Speeds[4]);
        Assert.Equal(20_000, tally.Speeds.Sum());
        var intervals = tracks.GroupBy(fix => fix.Mmsi).SelectMany(track => track.Zip(track.Skip(1), (one, next) => (next.Time - one.Time).TotalSeconds)).ToList();
        Assert.Equal(intervals.Count(seconds => seconds is > 10 and <= 30), tally.Intervals[3]);
        Assert.Equal(intervals.Where(seconds => seconds > 1_800).OrderDescending(), tally.Silences.Select(silence => silence.Duration.TotalSeconds));
        Assert.NotEmpty(tally.Silences);
    }

    [Fact]
    public void Tally_AtALimit_CountsBelowIt_AndOneBeyond_Above()
    {
        var tally = new TrafficTally();
        tally.Add(Sailing.At(0, 55, 11, knots: 0.5));
        tally.Add(Sailing.At(1_800, 55, 11, knots: 0.6));
        tally.Add(Sailing.At(3_601, 55, 11, knots: 40.1));
        tally.Add(Sailing.At(3_602, 55, 11, knots: null));

        Assert.Equal((1, 1, 1, 1), (tally.Speeds[0], tally.Speeds[1], tally.Speeds[^1], tally.WithoutSpeed));
        Assert.Equal(1, tally.Intervals[^1]);
        Assert.Equal(1_801, Assert.Single(tally.Silences).Duration.TotalSeconds);
    }

    [Fact]
    public void Tally_OfMoreSilencesThanItKeeps_KeepsTheLongest()
    {
        var tally = new TrafficTally();
        var time = 0;
        for (var number = 0; number <= TrafficTally.MostSilences + 10; number++)
        {
            tally.Add(Sailing.At(time, 55, 11));
            time += 2_000 + number;
        }

        Assert.Equal((TrafficTally.MostSilences, TrafficTally.MostSilences + 10), (tally.Silences.Count, tally.SilenceCount));
        Assert.Equal((2_000 + TrafficTally.MostSilences + 9, 2_010), (tally.Silences[0].Duration.TotalSeconds, tally.Silences[^1].Duration.TotalSeconds));
    }
}
