using System.Buffers;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Reports into AIS sentences: what a transponder with these reports would have put on the air.</summary>
/// <remarks>
/// Class A (and unknown) positions become message 1, class B 18, search-and-rescue aircraft 9; class A static data becomes message 5 in
/// two sentences, class B the halves of message 24. Lines end in CR LF. Holds the counters of sequence and channel: one per stream.
/// Decoding gives the same reports back, rates of turn to the nearest code.
/// </remarks>
public sealed class AisEncoder
{
    private const int NoLongitude = 181 * PositionReport.RawPerDegree;
    private const int NoLatitude = 91 * PositionReport.RawPerDegree;
    private const int Gps = 1;

    private readonly PayloadWriter payload = new();
    private readonly SentenceWriter sentences;

    /// <summary>An encoder at the start of a stream.</summary>
    /// <param name="options">Talker and TAG blocks; null for <c>AI</c> with times.</param>
    /// <exception cref="ArgumentException">The talker is not two capital letters, or the source does not fit a TAG block.</exception>
    public AisEncoder(AisEncoderOptions? options = null)
    {
        options ??= new AisEncoderOptions();
        if (options.Talker.Length != 2 || !options.Talker.All(char.IsAsciiLetterUpper))
        {
            throw new ArgumentException($"A talker is two capital letters, not '{options.Talker}'.", nameof(options));
        }

        if (options.Source is { } source && (source.Length is 0 or > 15 || source.Any(character => !char.IsAscii(character) || char.IsControl(character) || character is ',' or '*' or '\\' or '!' or '$')))
        {
            throw new ArgumentException($"'{source}' cannot stand in a TAG block.", nameof(options));
        }

        sentences = new SentenceWriter(options);
    }

    /// <summary>Writes a position report; one without a position goes out with 91/181, as it would on the air.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Receives whole lines in ASCII.</param>
    public void Write(in PositionReport report, IBufferWriter<byte> output)
    {
        payload.Clear();
        switch (report.StationClass)
        {
            case StationClass.ClassB:
                ClassB(report);
                break;
            case StationClass.SarAircraft:
                SarAircraft(report);
                break;
            default:
                ClassA(report);
                break;
        }

        sentences.Write(payload, report.Time, output);
    }

    /// <summary>Writes static data: message 5 for class A, both halves of message 24 for class B.</summary>
    /// <param name="report">The data; texts go out in capitals and are cut to what the message holds.</param>
    /// <param name="time">When it is sent.</param>
    /// <param name="stationClass">The class of the sender.</param>
    /// <param name="output">Receives whole lines in ASCII.</param>
    public void Write(StaticReport report, Instant time, StationClass stationClass, IBufferWriter<byte> output)
    {
        payload.Clear();
        if (stationClass != StationClass.ClassB)
        {
            StaticAndVoyageData(report);
            sentences.Write(payload, time, output);
            return;
        }

        Header(24, report.Mmsi).Put(0, 2).Put(report.Name, 20).Put(0, 8);
        sentences.Write(payload, time, output);
        payload.Clear();
        StaticDataPartB(report);
        sentences.Write(payload, time, output);
    }

    private PayloadWriter Header(int type, Mmsi mmsi) => payload.Put(type, 6).Put(0, 2).Put((int)mmsi.Value, 30);

    private static int Second(in PositionReport report) => (int)(((report.Time.UnixSeconds % 60) + 60) % 60);

    private static int Latitude(in PositionReport report) => report.HasPosition ? report.RawLatitude : NoLatitude;

    private static int Longitude(in PositionReport report) => report.HasPosition ? report.RawLongitude : NoLongitude;

    private static int Course(in PositionReport report) => report.RawCourse < 0 ? 3600 : report.RawCourse;

    private static int Heading(in PositionReport report) => report.RawHeading < 0 ? 511 : report.RawHeading;

    private static int SpeedTenths(in PositionReport report) => report.RawSpeed < 0 ? 1023 : Math.Min((int)report.RawSpeed, 1022);

    // ITU-R M.1371-5, table 48.
    private void ClassA(in PositionReport report) => Header(1, report.Mmsi)
        .Put((int)report.Status, 4)
        .Put(RateOfTurn.ToCode(report.RawRateOfTurn), 8)
        .Put(SpeedTenths(report), 10)
        .Put(report.HasHighAccuracy ? 1 : 0, 1)
        .Put(Longitude(report), 28)
        .Put(Latitude(report), 27)
        .Put(Course(report), 12)
        .Put(Heading(report), 9)
        .Put(Second(report), 6)
        .Put(0, 2 + 3 + 1 + 19);

    // ITU-R M.1371-5, table 67. Bit 141: a carrier-sense unit.
    private void ClassB(in PositionReport report) => Header(18, report.Mmsi)
        .Put(0, 8)
        .Put(SpeedTenths(report), 10)
        .Put(report.HasHighAccuracy ? 1 : 0, 1)
        .Put(Longitude(report), 28)
        .Put(Latitude(report), 27)
        .Put(Course(report), 12)
        .Put(Heading(report), 9)
        .Put(Second(report), 6)
        .Put(0, 2)
        .Put(1, 1)
        .Put(0, 1 + 1 + 1 + 1 + 1 + 1)
        .Put(0, 20);

    // ITU-R M.1371-5, table 56; whole knots, altitude not available.
    private void SarAircraft(in PositionReport report) => Header(9, report.Mmsi)
        .Put(4095, 12)
        .Put(report.RawSpeed < 0 ? 1023 : Math.Min((report.RawSpeed + 5) / 10, 1022), 10)
        .Put(report.HasHighAccuracy ? 1 : 0, 1)
        .Put(Longitude(report), 28)
        .Put(Latitude(report), 27)
        .Put(Course(report), 12)
        .Put(Second(report), 6)
        .Put(0, 8 + 1 + 3 + 1 + 1)
        .Put(0, 20);

    // ITU-R M.1371-5, table 52; the ETA is not available.
    private void StaticAndVoyageData(StaticReport report)
    {
        Header(5, report.Mmsi)
            .Put(0, 2)
            .Put((int)(report.ImoNumber ?? 0), 30)
            .Put(report.CallSign, 7)
            .Put(report.Name, 20)
            .Put(report.ShipType?.Code ?? 0, 8);
        Dimensions(report)
            .Put(Gps, 4)
            .Put(0, 4 + 5)
            .Put(24, 5)
            .Put(60, 6)
            .Put(Math.Clamp((int)Math.Round((report.DraughtMetres ?? 0) * 10), 0, 255), 8)
            .Put(report.Destination, 20)
            .Put(0, 2);
    }

    // ITU-R M.1371-5, table 76.
    private void StaticDataPartB(StaticReport report)
    {
        Header(24, report.Mmsi)
            .Put(1, 2)
            .Put(report.ShipType?.Code ?? 0, 8)
            .Put(null, 7)
            .Put(report.CallSign, 7);
        Dimensions(report).Put(0, 6);
    }

    /// <summary>Antenna to bow, stern, port, starboard; a size without the antenna's place goes out as stern and starboard alone.</summary>
    private PayloadWriter Dimensions(StaticReport report)
    {
        var hasLengthPlace = report.ToBow is not null || report.ToStern is not null;
        var hasBreadthPlace = report.ToPort is not null || report.ToStarboard is not null;
        return payload
            .Put(Math.Min((int)(report.ToBow ?? 0), 511), 9)
            .Put(Math.Min((int)(hasLengthPlace ? report.ToStern ?? 0 : report.LengthMetres ?? 0), 511), 9)
            .Put(Math.Min((int)(report.ToPort ?? 0), 63), 6)
            .Put(Math.Min((int)(hasBreadthPlace ? report.ToStarboard ?? 0 : report.BreadthMetres ?? 0), 63), 6);
    }
}
