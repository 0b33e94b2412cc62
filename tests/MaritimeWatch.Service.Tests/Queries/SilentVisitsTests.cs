using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>What is said of a visit while nobody heard her.</summary>
public sealed class SilentVisitsTests(AnalysedService service) : IClassFixture<AnalysedService>
{
    /// <summary>Five minutes out of a silence do not make it a passage that somebody heard.</summary>
    [Fact]
    public async Task ListVisits_OfAPeriodWithinASilence_StayPossible()
    {
        var passages = new AssetPassages(AnalysedService.Chart.Assets[0], 800);
        var approaches = service.Fixes.ToDictionary(vessel => vessel.Key, vessel => passages.Find(vessel.Value.ToArray()));
        var possible = approaches.SelectMany(vessel => vessel.Value.Where(approach => approach.IsPossible && approach.Crossed).Select(approach => (vessel.Key, approach))).ToList();
        Assert.NotEmpty(possible);
        foreach (var (mmsi, approach) in possible)
        {
            var middle = approach.Crossings[0].Time;
            var answer = await service.CallAsync<ListVisitsRequest, ListVisitsResponse>(new ListVisitsRequest
            {
                PageSize = 1_000,
                AssetId = AnalysedService.Cable,
                WithinMetres = 800,
                From = WireTime.ToProto(middle - TimeSpan.FromMinutes(2.5)),
                To = WireTime.ToProto(middle + TimeSpan.FromMinutes(2.5)),
            });

            Assert.All(answer.Visits.Where(visit => visit.Vessel.Mmsi == mmsi), visit => Assert.True(visit.Possible));
        }
    }

    /// <summary>The edge of what is known of a visit is told apart from the edge of the visit.</summary>
    [Fact]
    public async Task ListVisits_BeforeAndAfterASilence_SayThatNothingIsKnownBeyond()
    {
        var box = new GeoBox(54.93, 10.97, 55.07, 11.15);
        var gap = TimeSpan.FromMinutes(10);
        var (from, to) = (AnalysedService.Epoch + TimeSpan.FromHours(1), AnalysedService.Epoch + TimeSpan.FromHours(9));
        foreach (var visit in await VisitsAsync(box, from, to))
        {
            var fixes = service.Fixes[visit.Vessel.Mmsi];
            var first = fixes.FindIndex(fix => fix.Time == WireTime.ToDomain(visit.FirstInside));
            var last = fixes.FindIndex(fix => fix.Time == WireTime.ToDomain(visit.LastInside));
            Assert.Equal(first >= 0 && fixes[first].Time > from && (first == 0 || fixes[first].Time - fixes[first - 1].Time > gap), visit.SilentBefore);
            Assert.Equal(last >= 0 && fixes[last].Time < to && (last == fixes.Count - 1 || fixes[last + 1].Time - fixes[last].Time > gap), visit.SilentAfter);
        }

        // Within a silence of a ship that was heard inside before it: a period that ends there.
        var silent = service.Fixes.Values.SelectMany(fixes => fixes.Zip(fixes.Skip(1))).First(leg => leg.Second.Time - leg.First.Time > 2 * gap && box.Contains(leg.First.Position)).First;
        var one = (await VisitsAsync(box, silent.Time - TimeSpan.FromMinutes(5), silent.Time + TimeSpan.FromMinutes(15))).Single(visit => visit.Vessel.Mmsi == silent.Mmsi.Value);
        Assert.Equal((silent.Time, false, true), (WireTime.ToDomain(one.LastInside), one.LastInterpolated, one.SilentAfter));
    }

    /// <summary>Nobody listened before: whoever is first heard when recording begins was not silent.</summary>
    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    public async Task ListVisits_FromBeforeAnybodyWasHeard_DoNotCallThatASilence(int hours)
    {
        var (everywhere, gap) = (new GeoBox(50, 5, 60, 15), TimeSpan.FromMinutes(10));
        var begin = service.Fixes.Values.Min(fixes => fixes[0].Time);
        var visits = (await VisitsAsync(everywhere, AnalysedService.Epoch + TimeSpan.FromHours(hours), AnalysedService.Epoch + TimeSpan.FromHours(14)))
            .Where(visit => WireTime.ToDomain(visit.FirstInside) == service.Fixes[visit.Vessel.Mmsi][0].Time).ToList();

        Assert.Contains(visits, visit => WireTime.ToDomain(visit.FirstInside) - begin < gap);
        Assert.All(visits, visit => Assert.Equal(WireTime.ToDomain(visit.FirstInside) - begin > gap, visit.SilentBefore));
    }

    /// <summary>About an asset the silence is that of detector G1.</summary>
    [Fact]
    public async Task ListVisits_AboutAnAssetUntilASilence_SaySo()
    {
        var passages = new AssetPassages(AnalysedService.Chart.Assets[0], 2_000);
        var silences = service.Fixes.Values.SelectMany(fixes => passages.Find(fixes.ToArray())).Where(approach => approach.IsPossible).ToList();
        var answer = await service.CallAsync<ListVisitsRequest, ListVisitsResponse>(
            new ListVisitsRequest { AssetId = AnalysedService.Cable, WithinMetres = 2_000, From = AnalysedService.At(0), To = AnalysedService.At(14), PageSize = 1_000 });

        Assert.NotEmpty(answer.Visits);
        Assert.All(answer.Visits.Where(visit => !visit.Possible), visit =>
        {
            var (last, end) = (WireTime.ToDomain(visit.LastInside), service.Fixes[visit.Vessel.Mmsi][^1].Time);
            var isIntoASilence = silences.Any(silence => silence.Mmsi.Value == visit.Vessel.Mmsi && silence.From <= last && silence.To > last);
            Assert.Equal(isIntoASilence || last == end, visit.SilentAfter);
        });
    }

    private async Task<IEnumerable<Visit>> VisitsAsync(GeoBox box, Instant from, Instant to) => (await service.CallAsync<ListVisitsRequest, ListVisitsResponse>(new ListVisitsRequest
    {
        Area = new AreaFilter { South = box.South, West = box.West, North = box.North, East = box.East }, From = WireTime.ToProto(from), To = WireTime.ToProto(to), PageSize = 1_000,
    })).Visits;
}
