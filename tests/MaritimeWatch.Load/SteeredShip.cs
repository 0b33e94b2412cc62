namespace MaritimeWatch.Load;

/// <summary>A ship that steams from place to place, waits at anchor between, and reports as class A does: every ten seconds under way unless said otherwise, every three minutes at anchor; with a receiver's noise.</summary>
/// <param name="number">Counts the ships, from 1.</param>
/// <param name="random">Her own.</param>
/// <param name="interval">Seconds between reports under way, 2 or more: class A's are 2 to 10 (ITU-R M.1371-5, table 1).</param>
internal sealed class SteeredShip(int number, Random random, int interval = 10)
{
    private const double South = 50.5;
    private const double North = 56;
    private const double West = 0;
    private const double East = 9;
    private const double MetresPerDegree = 60 * 1852;

    /// <summary>A ship's place is off by some five metres, and the error wanders: a few centimetres from one fix to the next, not metres (detectors.md E: 5 to 15 m).</summary>
    private const double NoiseMetres = 5;

    private double latitude = South + (random.NextDouble() * (North - South));
    private double longitude = West + (random.NextDouble() * (East - West));
    private double course = random.NextDouble() * 360;
    private double speed;
    private double service = 7 + (random.NextDouble() * 10);
    private double noiseNorth;
    private double noiseEast;
    private int legEnds;

    public int Mmsi => 205_000_000 + number;

    /// <summary>Event time of the next report, in seconds from the beginning.</summary>
    public int Due { get; private set; } = random.Next(180);

    public bool IsAnchored { get; private set; }

    public double Latitude => latitude + (noiseNorth / MetresPerDegree);

    public double Longitude => longitude + (noiseEast / (MetresPerDegree * Math.Cos(latitude * Math.PI / 180)));

    public double Speed => Math.Max(0, speed + (Normal() * 0.05));

    public double Course => (course + (Normal() * (IsAnchored ? 40 : 0.7)) + 720) % 360;

    public int Heading => (int)Math.Round(course + (IsAnchored ? Normal() * 5 : 0) + 720) % 360;

    /// <summary>Moves on to the report after this one.</summary>
    public void Report()
    {
        var wait = IsAnchored ? 180 : interval;
        if (Due >= legEnds)
        {
            IsAnchored = random.Next(4) == 0;
            legEnds = Due + (int)((IsAnchored ? 4 + (random.NextDouble() * 20) : 1 + (random.NextDouble() * 5)) * 3_600);
            course = Inwards();
            service = 7 + (random.NextDouble() * 10);
        }

        speed += ((IsAnchored ? 0.1 : service) - speed) * 0.05;
        course += Normal() * 0.1;
        var metres = speed * wait * 1852 / 3600;
        latitude = Math.Clamp(latitude + (metres * Math.Cos(course * Math.PI / 180) / MetresPerDegree), South, North);
        longitude = Math.Clamp(longitude + (metres * Math.Sin(course * Math.PI / 180) / (MetresPerDegree * Math.Cos(latitude * Math.PI / 180))), West, East);
        noiseNorth = (noiseNorth * 0.98) + (Normal() * NoiseMetres * 0.2);
        noiseEast = (noiseEast * 0.98) + (Normal() * NoiseMetres * 0.2);
        Due += wait + random.Next(-1, 2);
    }

    private double Inwards() => (Math.Atan2((((West + East) / 2) + (Normal() * 2) - longitude) * 0.6, ((South + North) / 2) + (Normal() * 1.5) - latitude) * 180 / Math.PI) + 360;

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
