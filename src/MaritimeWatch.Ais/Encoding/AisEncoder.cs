using System.Buffers;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Messages and reports into AIS sentences: what a station would have put on the air.</summary>
/// <remarks>Lines end in CR LF. Holds the counters of sequence and channel: one per stream.</remarks>
public sealed class AisEncoder
{
    private const int Gps = 1;

    private readonly PayloadWriter payload = new();
    private readonly SentenceWriter sentences;
    private readonly bool hasSeconds;

    /// <summary>An encoder at the start of a stream.</summary>
    /// <param name="options">Talker and TAG blocks; null for <c>AI</c> with times.</param>
    /// <exception cref="ArgumentException">The talker is not two capital letters, or the source or the remark does not fit a TAG block.</exception>
    public AisEncoder(AisEncoderOptions? options = null)
    {
        options ??= new AisEncoderOptions();
        if (options.Talker.Length != 2 || !options.Talker.All(char.IsAsciiLetterUpper))
        {
            throw new ArgumentException($"A talker is two capital letters, not '{options.Talker}'.", nameof(options));
        }

        if (new[] { options.Source, options.Remark }.FirstOrDefault(text => text is not null && !FitsTagBlock(text)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' cannot stand in a TAG block.", nameof(options));
        }

        hasSeconds = options.HasSeconds;
        sentences = new SentenceWriter(options);
    }

    /// <summary>The station in the TAG blocks of what is written from now on, or null; at first that of the options.</summary>
    /// <exception cref="ArgumentException">It does not fit a TAG block.</exception>
    public string? Source
    {
        get => sentences.Source;
        set => sentences.Source = value is null || FitsTagBlock(value) ? value : throw new ArgumentException($"'{value}' cannot stand in a TAG block.", nameof(value));
    }

    /// <summary>Whether a text can stand in a TAG block as it is: 1 to 15 visible ASCII characters that mean nothing there.</summary>
    public static bool FitsTagBlock(string text) =>
        text.Length is >= 1 and <= 15 && text.All(character => char.IsAscii(character) && !char.IsControl(character) && character is not (',' or '*' or '\\' or '!' or '$'));

    /// <summary>Writes a message, in as many sentences as it takes.</summary>
    /// <param name="message">One of the messages of this namespace.</param>
    /// <param name="time">When it is sent: the time of its TAG blocks.</param>
    /// <param name="output">Receives whole lines in ASCII.</param>
    /// <exception cref="ArgumentOutOfRangeException">A field is beyond its range; nothing is written.</exception>
    public void Write(IAisMessage message, Instant time, IBufferWriter<byte> output)
    {
        payload.Clear();
        payload
            .PutNumber(message.MessageType, 1, 27, 6, nameof(message.MessageType))
            .PutNumber(message.RepeatIndicator, 0, 3, 2, nameof(message.RepeatIndicator))
            .PutNumber(message.Mmsi.Value, 0, 999_999_999, 30, nameof(message.Mmsi));
        message.PutFields(payload);
        sentences.Write(payload, time, output);
    }

    /// <summary>
    /// Writes a position report: class A (and unknown) as message 1, class B 18, search-and-rescue aircraft 9, base station 4, aid to
    /// navigation 21. Decoding gives the same report back, the rate of turn to the nearest code.
    /// </summary>
    /// <param name="report">The report; one without a position goes out with 91/181, as it would on the air.</param>
    /// <param name="output">Receives whole lines in ASCII.</param>
    public void Write(in PositionReport report, IBufferWriter<byte> output)
    {
        GeoPosition? position = report.HasPosition ? report.Position : null;
        int? second = hasSeconds ? (int)(((report.Time.UnixSeconds % 60) + 60) % 60) : null;
        Write(
            report.StationClass switch
            {
                StationClass.ClassB => new ClassBPositionMessage(report.Mmsi)
                {
                    SpeedOverGroundKnots = Knots(report),
                    HasHighAccuracy = report.HasHighAccuracy,
                    Position = position,
                    CourseOverGroundDegrees = report.CourseOverGroundDegrees,
                    TrueHeadingDegrees = report.TrueHeadingDegrees,
                    UtcSecond = second,
                },
                StationClass.SarAircraft => new SarAircraftMessage(report.Mmsi)
                {
                    SpeedOverGroundKnots = report.RawSpeed < 0 ? null : Math.Min((report.RawSpeed + 5) / 10, 1022),
                    HasHighAccuracy = report.HasHighAccuracy,
                    Position = position,
                    CourseOverGroundDegrees = report.CourseOverGroundDegrees,
                    UtcSecond = second,
                },
                StationClass.BaseStation => new BaseStationMessage(report.Mmsi) { UtcTime = hasSeconds ? report.Time : null, HasHighAccuracy = report.HasHighAccuracy, Position = position },
                StationClass.AidToNavigation => new AidToNavigationMessage(report.Mmsi) { HasHighAccuracy = report.HasHighAccuracy, Position = position, UtcSecond = second },
                _ => new ClassAPositionMessage(report.Mmsi)
                {
                    Status = report.Status,
                    RateOfTurnDegreesPerMinute = report.RateOfTurnDegreesPerMinute is { } turn ? Math.Clamp(turn, -RateOfTurn.MaxTenths / 10.0, RateOfTurn.MaxTenths / 10.0) : null,
                    SpeedOverGroundKnots = Knots(report),
                    HasHighAccuracy = report.HasHighAccuracy,
                    Position = position,
                    CourseOverGroundDegrees = report.CourseOverGroundDegrees,
                    TrueHeadingDegrees = report.TrueHeadingDegrees,
                    UtcSecond = second,
                },
            },
            report.Time,
            output);
    }

    /// <summary>Writes static data: message 5 for class A, both halves of message 24 for class B.</summary>
    /// <param name="report">The data; texts go out in capitals and are cut to what the message holds. A size without the antenna's place goes out as stern and starboard alone.</param>
    /// <param name="time">When it is sent.</param>
    /// <param name="stationClass">The class of the sender.</param>
    /// <param name="output">Receives whole lines in ASCII.</param>
    public void Write(StaticReport report, Instant time, StationClass stationClass, IBufferWriter<byte> output)
    {
        if (stationClass != StationClass.ClassB)
        {
            Write(
                new StaticAndVoyageMessage(report.Mmsi)
                {
                    ImoNumber = report.ImoNumber is 0 ? null : report.ImoNumber,
                    CallSign = Cut(report.CallSign, 7),
                    Name = Cut(report.Name, 20),
                    ShipType = Type(report),
                    Hull = Hull(report),
                    PositionFixingDevice = Gps,
                    DraughtMetres = report.DraughtMetres is > 0.05 and var metres ? Math.Min(metres, 25.5) : null,
                    Destination = Cut(report.Destination, 20),
                },
                time,
                output);
            return;
        }

        // A craft of a parent ship has no room for a size: it sends her parent there.
        var hull = report.Mmsi.Kind == StationKind.AuxiliaryCraft ? default : Hull(report);
        Write(new StaticDataPartAMessage(report.Mmsi) { Name = Cut(report.Name, 20) }, time, output);
        Write(new StaticDataPartBMessage(report.Mmsi) { ShipType = Type(report), CallSign = Cut(report.CallSign, 7), Hull = hull }, time, output);
    }

    private static double? Knots(in PositionReport report) => report.SpeedOverGroundKnots is { } knots ? Math.Min(knots, 102.2) : null;

    // What a table calls a type may be no code of table 53.
    private static ShipType? Type(StaticReport report) => report.ShipType is { Code: >= 1 and <= 99 } type ? type : null;

    private static string? Cut(string? text, int characters) => text?[..Math.Min(text.Length, characters)];

    private static HullDimensions Hull(StaticReport report)
    {
        var hasLengthPlace = report.ToBow is not null || report.ToStern is not null;
        var hasBreadthPlace = report.ToPort is not null || report.ToStarboard is not null;
        return new HullDimensions(
            Math.Min((int)(report.ToBow ?? 0), 511),
            Math.Min((int)(hasLengthPlace ? report.ToStern ?? 0 : report.LengthMetres ?? 0), 511),
            Math.Min((int)(report.ToPort ?? 0), 63),
            Math.Min((int)(hasBreadthPlace ? report.ToStarboard ?? 0 : report.BreadthMetres ?? 0), 63));
    }
}
