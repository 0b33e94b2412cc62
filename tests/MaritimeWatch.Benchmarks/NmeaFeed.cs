using System.Buffers;
using System.IO.Compression;
using System.Text;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Benchmarks;

/// <summary>Sentences as public feeds send them: seeded and written by our own encoder, or recorded.</summary>
/// <remarks>
/// Shares of messages as counted in 90,000 recorded ones of Denmark, Norway, Sweden and Australia: 75 % class A positions, 10 % message 5 in two
/// parts, the rest 18, 24 in both parts, 4, 21 and 27. Three in ten are heard by two stations, so that the second copy follows a few lines later.
/// </remarks>
internal sealed record NmeaFeed(string Name, byte[] Bytes, int Sentences)
{
    private const int Messages = 40_000;
    private const int Ships = 3_000;
    private const int Stations = 50;
    private const int SecondsPerDay = 86_400;
    private const string Recording = "shared/data/dma-nmea/ais-sample-1200-1202.txt.gz";

    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17);

    /// <summary>Every feed there is here.</summary>
    public static string[] Names => [.. Shapes, .. RecordingPath() is null ? Array.Empty<string>() : ["Recorded", "RecordedSentences"]];

    private static string[] Shapes => ["Bare", "TagBlocks", "Pghp"];

    /// <summary>A feed by its name: plain sentences; with TAG blocks as in Norway; with <c>$PGHP</c> lines as in Denmark; three recorded minutes of Denmark; the AIS sentences alone of those.</summary>
    public static NmeaFeed Of(string name)
    {
        var lines = name switch
        {
            "Recorded" => Recorded(),
            "RecordedSentences" => [.. Recorded().Where(IsSentence)],
            _ => Generated(name),
        };
        var sentences = lines.Count(IsSentence);
        return new NmeaFeed(name, Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))), sentences);
    }

    private static bool IsSentence(string line) => line.Contains("VDM,", StringComparison.Ordinal) || line.Contains("VDO,", StringComparison.Ordinal);

    private static List<string> Generated(string shape)
    {
        var random = new Random(1);
        var stations = Enumerable.Range(0, Stations).Select(i => 2_573_000 + (i * 7)).ToArray();
        var encoders = stations.Select(station => new AisEncoder(new AisEncoderOptions("BS", shape == "TagBlocks", $"{station}"))).ToArray();
        var lines = new List<string>();
        var echoes = new Queue<(int At, string[] Lines)>();
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < Messages; i++)
        {
            var time = Start + TimeSpan.FromSeconds(i * 27L % SecondsPerDay / 1_000);
            var message = Message(random, time);
            Hear(random.Next(Stations));
            if (random.Next(10) < 3)
            {
                echoes.Enqueue((i + random.Next(1, 6), Written(random.Next(Stations))));
            }

            while (echoes.TryPeek(out var echo) && echo.At <= i)
            {
                lines.AddRange(echoes.Dequeue().Lines);
            }

            void Hear(int station) => lines.AddRange(Written(station));

            string[] Written(int station)
            {
                output.ResetWrittenCount();
                foreach (var part in message)
                {
                    encoders[station].Write(part, time, output);
                }

                var text = Encoding.ASCII.GetString(output.WrittenSpan).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                return shape == "Pghp" ? [.. text.SelectMany(line => new[] { Pghp(time, stations[station], line), line })] : text;
            }
        }

        return lines;
    }

    private static IAisMessage[] Message(Random random, Instant time)
    {
        var ship = random.Next(Ships);
        var mmsi = new Mmsi((uint)(219_000_000 + (ship * 311)));
        var position = new GeoPosition(53 + (random.NextDouble() * 6), 3 + (random.NextDouble() * 13));
        var second = (int)(time.UnixSeconds % 60);
        return random.Next(1_000) switch
        {
            < 640 => [new ClassAPositionMessage(mmsi) { Status = NavigationalStatus.UnderWayUsingEngine, Position = position, SpeedOverGroundKnots = random.Next(250) / 10.0, CourseOverGroundDegrees = random.Next(3_600) / 10.0, TrueHeadingDegrees = random.Next(4) == 0 ? null : random.Next(360), RateOfTurnDegreesPerMinute = random.Next(2) == 0 ? 0 : null, UtcSecond = second }],
            < 750 => [new ClassAPositionMessage(mmsi) { MessageType = 3, Status = NavigationalStatus.Moored, Position = position, SpeedOverGroundKnots = 0, TrueHeadingDegrees = random.Next(360), UtcSecond = second }],
            < 850 => [new StaticAndVoyageMessage(mmsi) { ImoNumber = null, CallSign = $"OX{ship}", Name = $"SHIP NUMBER {ship}", ShipType = new ShipType(70), Hull = new HullDimensions(110, 30, 8, 12), DraughtMetres = 6.5, Destination = "AARHUS" }],
            < 910 => [new ClassBPositionMessage(mmsi) { Position = position, SpeedOverGroundKnots = random.Next(80) / 10.0, CourseOverGroundDegrees = random.Next(3_600) / 10.0, UtcSecond = second }],
            < 930 => [new StaticDataPartAMessage(mmsi) { Name = $"YACHT {ship}" }],
            < 950 => [new StaticDataPartBMessage(mmsi) { ShipType = new ShipType(36), CallSign = $"XP{ship}", Hull = new HullDimensions(8, 4, 2, 2) }],
            < 970 => [new BaseStationMessage(new Mmsi(2_190_067)) { UtcTime = time, Position = position }],
            < 990 => [new AidToNavigationMessage(new Mmsi(992_190_001)) { Name = "KATTEGAT NORTH", Position = position, UtcSecond = second }],
            _ => [new LongRangePositionMessage(mmsi) { Position = position, SpeedOverGroundKnots = random.Next(25), CourseOverGroundDegrees = random.Next(360) }],
        };
    }

    private static string Pghp(Instant time, int station, string line)
    {
        var utc = time.ToDateTime();
        var body = FormattableString.Invariant($"PGHP,1,{utc.Year},{utc.Month},{utc.Day},{utc.Hour},{utc.Minute},{utc.Second},{utc.Millisecond},219,,{station},1,{line[^2..]}");
        return $"${body}*{body.Aggregate(0, (sum, character) => sum ^ character):X2}";
    }

    private static List<string> Recorded()
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(RecordingPath()!), CompressionMode.Decompress), Encoding.Latin1);
        return [.. text.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>The recording beside the repository, or null where it is absent.</summary>
    private static string? RecordingPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, Recording);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
