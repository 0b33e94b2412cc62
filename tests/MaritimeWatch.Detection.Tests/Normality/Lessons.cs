using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Normality;

/// <summary>Traffic to learn from: ships on parallel tracks, and ships that lie at anchor, about the place where the stories happen.</summary>
/// <remarks>Places are metres east and north of 51.5 N 2.5 E, as in <see cref="Waters"/>. Times are hours and minutes after the day before the stories.</remarks>
/// <param name="firstMmsi">MMSI of the first ship; the others count on from it.</param>
internal sealed class Lessons(uint firstMmsi = 230_000_000)
{
    /// <summary>The day before <see cref="Waters.Midnight"/>.</summary>
    public static readonly Instant Yesterday = Waters.Midnight - TimeSpan.FromDays(1);

    private readonly List<AisReport> reports = [];
    private uint nextMmsi = firstMmsi;

    public IReadOnlyList<AisReport> Reports => [.. reports.OrderBy(report => report.Time).ThenBy(report => report.Mmsi)];

    /// <summary>A lane: ships that follow one another, half an hour apart, each a little beside the one before.</summary>
    public Lessons Lane(int ships, byte type, double fromEast, double fromNorth, double course, double knots, double hours = 3, int seed = 1, double wanderDegrees = 2)
    {
        var noise = new Random(seed);
        for (var ship = 0; ship < ships; ship++)
        {
            var mmsi = new Mmsi(nextMmsi++);
            var speed = knots + noise.NextDouble() - 0.5;

            // One helmsman holds her speed and course better than another.
            var unsteady = 0.2 + (1.8 * noise.NextDouble());
            var (sin, cos) = Math.SinCos(course * Math.PI / 180);
            var beside = (noise.NextDouble() - 0.5) * 1000;
            var start = Yesterday + TimeSpan.FromMinutes((30 * ship) % 1200);
            for (var minute = 0; minute <= hours * 60; minute++)
            {
                var along = speed * Nautical.MetresPerSecondPerKnot * 60 * minute;
                var place = Waters.Place(fromEast + (along * sin) + (beside * cos), fromNorth + (along * cos) - (beside * sin));
                Report(mmsi, type, start + TimeSpan.FromMinutes(minute), place, speed + ((noise.NextDouble() - 0.5) * 0.4 * unsteady), Angle.Normalise(course + ((noise.NextDouble() - 0.5) * 2 * wanderDegrees * unsteady)), minute == 0);
            }
        }

        return this;
    }

    /// <summary>Ships that lie still, each some hours.</summary>
    public Lessons Anchorage(int ships, byte type, double east, double north, double hours = 6, int seed = 2)
    {
        var noise = new Random(seed);
        for (var ship = 0; ship < ships; ship++)
        {
            var mmsi = new Mmsi(nextMmsi++);
            var (offEast, offNorth) = ((noise.NextDouble() - 0.5) * 1500, (noise.NextDouble() - 0.5) * 1500);
            for (var minute = 0; minute <= hours * 60; minute += 3)
            {
                var place = Waters.Place(east + offEast + (noise.NextDouble() * 40), north + offNorth + (noise.NextDouble() * 40));
                Report(mmsi, type, Yesterday + TimeSpan.FromMinutes(minute + ship), place, noise.NextDouble() * 0.3, noise.NextDouble() * 360, minute == 0);
            }
        }

        return this;
    }

    public NormalityModel Learn(params NormalityModel[] bases) => Learn(Reports, bases);

    public static NormalityModel Learn(IEnumerable<AisReport> reports, params NormalityModel[] bases)
    {
        var trainer = new NormalityTrainer(bases);
        foreach (var report in reports)
        {
            trainer.Observe(report);
        }

        return trainer.Complete();
    }

    private void Report(Mmsi mmsi, byte type, Instant time, GeoPosition place, double knots, double course, bool saysWho) => reports.Add(new AisReport(
        PositionReport.Create(time, mmsi, place, knots, course, course),
        saysWho ? new StaticReport(mmsi, ShipType: new ShipType(type), LengthMetres: 150) : null));
}
