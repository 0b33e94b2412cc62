using System.Text;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.DryRuns;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.DryRuns;

/// <summary>Bodies under random and damaged input: a dry run that can begin, or a refusal that names a field; never anything else.</summary>
public sealed class DryRunPlannerFuzzTests
{
    private const int UsualCases = 2_000;

    [Fact]
    public void Plan_OfBadBodies_CanBeginOrIsRefusedInWords()
    {
        var planner = new DryRunPlanner(DetectionSettings.Default);
        var seeds = new Bodies();
        var cases = FuzzBudget.Cases(UsualCases);
        var (planned, refused) = (0, 0);
        for (var number = 0; number < cases; number++)
        {
            var random = FuzzBudget.Random("dry run", number);
            var input = number % 4 == 0 ? FuzzInput.Next(seeds, random) : seeds.Damaged(seeds.Seeds[0], random);
            try
            {
                Assert.Empty(planner.Plan(input, Caller.Local).Changed.Validate());
                planned++;
            }
            catch (GrpcStatusException refusal)
            {
                Assert.Equal(StatusCode.InvalidArgument, refusal.Code);
                Assert.True(refusal.BadRequest is { FieldViolations.Count: 1 }, $"{refusal.Message} of {Encoding.Latin1.GetString(input)}");
                refused++;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"input {number} of seed {FuzzBudget.Seed}: {Encoding.Latin1.GetString(input)}", failure);
            }
        }

        // Both happen.
        Assert.InRange(planned, cases / 100, cases);
        Assert.InRange(refused, cases / 4, cases);
    }

    private sealed class Bodies : IFuzzSeeds
    {
        public IReadOnlyList<byte[]> Seeds { get; } =
        [
            Encoding.UTF8.GetBytes($"{{\"settings\":{{\"Loitering\":{{\"NoticeAfter\":\"00:15:00\"}},\"ServiceVessels\":[219000001]}},{DryRunBed.Period},\"name\":\"a name\"}}"),
        ];

        public IReadOnlyList<byte[]> Words { get; } =
            [.. new[] { "\"settings\"", "\"from\":null", "{}", "[]", "\"2024-11-17T00:00:00\"", "\"9999-12-31T23:59:59Z\"", "\"\\ud800\"", "\\u0000", "//" }.Select(Encoding.UTF8.GetBytes), [0xff], [0xc3]];

        public byte[] Damaged(byte[] good, Random random) => FuzzJson.Damaged(good, random);
    }
}
