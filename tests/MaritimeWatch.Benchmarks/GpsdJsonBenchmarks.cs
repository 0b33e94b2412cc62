using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Benchmarks;

/// <summary>Messages into gpsd's JSON, a message: a position, mixed types as a shore station hears them, and the members of the position through the runtime's own JSON writer.</summary>
[MemoryDiagnoser]
public class GpsdJsonBenchmarks
{
    private const int Messages = 10_000;

    private readonly GpsdJson json = new(new GpsdJsonOptions());
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 16);
    private Message[] positions = [];
    private Message[] mixed = [];
    private Utf8JsonWriter writer = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        positions = [.. Enumerable.Range(0, Messages).SelectMany(_ => Of(Position(random)))];

        // Shares of the Danish stations' traffic: nine in ten class A positions, the rest base stations, static data and class B.
        mixed = [.. Enumerable.Range(0, Messages).SelectMany(i => Of((i % 40) switch
        {
            < 2 => new StaticAndVoyageMessage(Ship(random)) { Name = "SHIP NUMBER " + random.Next(100), CallSign = "OX1234", Destination = "ESBJERG", ImoNumber = 9134270 },
            2 => new ClassBPositionMessage(Ship(random)) { Position = Somewhere(random), SpeedOverGroundKnots = random.Next(100) / 10.0 },
            3 => new BaseStationMessage(new Mmsi(2190067)) { UtcTime = Instant.FromUtc(2026, 3, 14), Position = Somewhere(random) },
            _ => Position(random),
        })).Take(Messages)];
        writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Position() => Write(positions);

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Mixed() => Write(mixed);

    /// <summary>The same members with values that are at hand already, through <see cref="Utf8JsonWriter"/>.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public int PositionByRuntimeWriter()
    {
        var written = 0;
        for (var i = 0; i < Messages; i++)
        {
            buffer.ResetWrittenCount();
            writer.Reset(buffer);
            writer.WriteStartObject();
            writer.WriteString("class"u8, "AIS"u8);
            writer.WriteString("device"u8, "stdin"u8);
            writer.WriteNumber("type"u8, 1);
            writer.WriteNumber("repeat"u8, 0);
            writer.WriteNumber("mmsi"u8, 219_000_000 + i);
            writer.WriteBoolean("scaled"u8, true);
            writer.WriteNumber("status"u8, 0);
            writer.WriteString("status_text"u8, "Under way using engine"u8);
            writer.WriteNumber("turn"u8, 0);
            writer.WriteNumber("speed"u8, 123 / 10m);
            writer.WriteBoolean("accuracy"u8, false);
            writer.WriteNumber("lon"u8, (4_123_456 + i) / 1_000_000m);
            writer.WriteNumber("lat"u8, (54_123_456 + i) / 1_000_000m);
            writer.WriteNumber("course"u8, 2_240 / 10m);
            writer.WriteNumber("heading"u8, 215);
            writer.WriteNumber("second"u8, 33);
            writer.WriteNumber("maneuver"u8, 0);
            writer.WriteBoolean("raim"u8, false);
            writer.WriteNumber("radio"u8, 34_017);
            writer.WriteEndObject();
            writer.Flush();
            written += buffer.WrittenCount;
        }

        return written;
    }

    private int Write(Message[] messages)
    {
        json.Clear();
        foreach (var message in messages)
        {
            json.Append(new PayloadBits(message.Words, message.Count), default);
        }

        return json.Lines.Length;
    }

    private static IEnumerable<Message> Of(IAisMessage message)
    {
        var sentences = new ArrayBufferWriter<byte>();
        new AisEncoder(new AisEncoderOptions(HasTagBlocks: false)).Write(message, Instant.FromUtc(2026, 3, 14), sentences);
        var framer = new LineFramer();
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var messages = new List<Message>();
        var rest = sentences.WrittenSpan;
        while (framer.TryReadLine(ref rest, isEnd: true, out var line))
        {
            if (parser.TryParse(line, out var sentence, out _) && assembler.TryAssemble(sentence, out var bits, out _, out _))
            {
                messages.Add(new Message(bits.Words.ToArray(), bits.Count));
            }
        }

        return messages;
    }

    private static ClassAPositionMessage Position(Random random) => new(Ship(random))
    {
        Status = NavigationalStatus.UnderWayUsingEngine,
        Position = Somewhere(random),
        SpeedOverGroundKnots = random.Next(250) / 10.0,
        CourseOverGroundDegrees = random.Next(3_600) / 10.0,
        TrueHeadingDegrees = random.Next(360),
        UtcSecond = random.Next(60),
        CommunicationState = random.Next(1 << 19),
    };

    private static Mmsi Ship(Random random) => new((uint)(219_000_000 + random.Next(1_000)));

    private static GeoPosition Somewhere(Random random) => new(50 + (random.NextDouble() * 8), 2 + (random.NextDouble() * 10));

    private sealed record Message(ulong[] Words, int Count);
}
