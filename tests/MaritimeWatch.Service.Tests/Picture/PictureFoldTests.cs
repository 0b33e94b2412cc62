using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Picture;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Picture;

/// <summary>Whoever folds what he is told has the picture, whatever comes, wherever he looks, however often he is late.</summary>
public sealed class PictureFoldTests
{
    private static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17);
    private static readonly GeoBox[] Boxes = [new(-90, -180, 90, 180), new(-20, 170, 20, -170), new(0, 0, 10, 10), new(-5, -5, 5, 5), new(10, 0, 10, 0)];
    private static readonly string[] Names = ["ADA", "BOB", "A \"QUOTED\" ONE"];

    [Fact]
    public void FoldedNews_EqualThePicture_ForAnySequenceOfReportsBoxesAndSkippedSeconds()
    {
        var (told, gone, missed) = (0, 0, 0);
        for (var number = 0; number < FuzzBudget.Cases(40); number++)
        {
            var random = FuzzBudget.Random(nameof(PictureFoldTests), number);
            var picture = new LivePicture();
            var readers = Boxes.Select(box => new Reader(picture, box)).ToList();
            var newest = new Dictionary<uint, PositionReport>();
            var (now, isKept) = (0, true);
            for (var second = 0; second < 120; second++)
            {
                // Now and then nobody is heard for two days; then those before are given up, and no longer counted by hand.
                var leap = random.Next(60) == 0;
                now += leap ? 200_000 : random.Next(3);
                isKept &= !leap;
                for (var count = random.Next(12); count > 0; count--)
                {
                    var report = Some(random, now);
                    picture.Take(report);
                    if (report.Dynamic.HasPosition && (!newest.TryGetValue(report.Mmsi.Value, out var known) || IsNewer(report.Dynamic, known)))
                    {
                        newest[report.Mmsi.Value] = report.Dynamic;
                    }
                }

                picture.Pass();
                foreach (var reader in readers.Where(_ => random.Next(3) > 0))
                {
                    missed += reader.Listen() ? 1 : 0;
                    gone += reader.News.Gone.Count;
                    told += reader.News.Rows.Count;
                    AssertEqual(Everything(picture, reader.Box), reader, $"case {number}, second {second}, {reader.Box}");
                    if (isKept)
                    {
                        Assert.Equal(
                            newest.Values.Where(position => reader.Box.Contains(position.Position)).OrderBy(position => position.Mmsi), reader.Positions.OrderBy(entry => entry.Key).Select(entry => entry.Value));
                    }
                }
            }
        }

        // The cases it is about have come.
        Assert.True(told > 1_000 && gone > 100 && missed > 100, $"{told} rows, {gone} gone, {missed} times late");
    }

    private static AisReport Some(Random random, int now)
    {
        var mmsi = new Mmsi((uint)(200_000_000 + random.Next(20)));

        // Up to a minute late, on a coarse grid, so that boxes are crossed and times and places meet.
        var time = Epoch + TimeSpan.FromSeconds(now - random.Next(random.Next(60) + 1));
        var said = random.Next(4) == 0 ? new StaticReport(mmsi, Name: random.Next(2) == 0 ? Names[random.Next(3)] : null, CallSign: random.Next(2) == 0 ? "CALL" : null) : null;
        GeoPosition? place = random.Next(5) == 0 ? null : random.Next(3) == 0 ? new(random.Next(-20, 20), random.Next(2) == 0 ? 179 : -179) : new(random.Next(-12, 13), random.Next(-12, 13));
        return new AisReport(PositionReport.Create(time, mmsi, place, random.Next(20)), said);
    }

    /// <summary>What a fresh reader is told.</summary>
    private static Reader Everything(LivePicture picture, GeoBox box)
    {
        var fresh = new Reader(picture, box);
        fresh.Listen();
        return fresh;
    }

    private static void AssertEqual(Reader expected, Reader actual, string where)
    {
        Assert.True(expected.Positions.OrderBy(entry => entry.Key).SequenceEqual(actual.Positions.OrderBy(entry => entry.Key)), $"positions, {where}");
        Assert.True(expected.Words.OrderBy(entry => entry.Key).SequenceEqual(actual.Words.OrderBy(entry => entry.Key)), $"words, {where}");
    }

    private static bool IsNewer(in PositionReport one, in PositionReport other) =>
        (one.Time, one.RawLatitude, one.RawLongitude).CompareTo((other.Time, other.RawLatitude, other.RawLongitude)) >= 0;

    private sealed class Reader(LivePicture picture, GeoBox box)
    {
        public GeoBox Box => box;

        public PictureNews News { get; } = new(box);

        public Dictionary<uint, PositionReport> Positions { get; } = [];

        public Dictionary<uint, string> Words { get; } = [];

        /// <returns>Whether he had missed passes.</returns>
        public bool Listen()
        {
            var hasMissed = News.Version > 0 && News.Version < picture.Version - 1;
            picture.Tell(News);
            Assert.Empty(News.Rows.Select(vessel => vessel.Mmsi.Value).Intersect(News.Gone));
            if (News.IsWhole)
            {
                Positions.Clear();
                Words.Clear();
            }

            foreach (var vessel in News.Rows)
            {
                Positions[vessel.Mmsi.Value] = vessel.Last!.Value;
            }

            foreach (var vessel in News.Static)
            {
                Words[vessel.Mmsi.Value] = LivePictureTests.Text(vessel.Said!.Json);
            }

            foreach (var mmsi in News.Gone)
            {
                Positions.Remove(mmsi);
                Words.Remove(mmsi);
            }

            return hasMissed;
        }
    }
}
