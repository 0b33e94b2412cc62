using System.Buffers;
using System.Text;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Tests.Decode;

/// <summary>Sentences of several types from a seed: positions, messages of two sentences, halves of message 24 of ships in turn; some lines damaged.</summary>
internal static class MixedTraffic
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 14);

    public static byte[] Lines(int seed, int messages, string lineEnd = "\n", double damagedShare = 0)
    {
        var random = new Random(seed);
        var encoder = new AisEncoder(new AisEncoderOptions(HasTagBlocks: false));
        var sentences = new ArrayBufferWriter<byte>();
        for (var i = 0; i < messages; i++)
        {
            var ship = new Mmsi((uint)(219_000_000 + random.Next(40)));
            encoder.Write(Next(random, ship), Start + TimeSpan.FromSeconds(i), sentences);
        }

        var lines = Encoding.ASCII.GetString(sentences.WrittenSpan).Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => random.NextDouble() < damagedShare ? line.Replace(",0*", ",0*F", StringComparison.Ordinal) : line);
        return Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + lineEnd)));
    }

    private static IAisMessage Next(Random random, Mmsi ship) => random.Next(10) switch
    {
        0 => new StaticAndVoyageMessage(ship) { Name = "SHIP " + ship.Value % 100, Destination = "ESBJERG", CallSign = "OX" + ship.Value % 100 },
        1 => new StaticDataPartAMessage(ship) { Name = "BOAT " + random.Next(100) },
        2 => new StaticDataPartBMessage(ship) { CallSign = "XP" + random.Next(100) },
        3 => new ClassBPositionMessage(ship) { Position = Somewhere(random), SpeedOverGroundKnots = random.Next(100) / 10.0 },
        _ => new ClassAPositionMessage(ship) { Position = Somewhere(random), SpeedOverGroundKnots = random.Next(200) / 10.0 },
    };

    private static GeoPosition Somewhere(Random random) => new(50 + (random.NextDouble() * 5), 2 + (random.NextDouble() * 5));
}
