using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>Who may have been near an asset while nobody heard her.</summary>
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
}
