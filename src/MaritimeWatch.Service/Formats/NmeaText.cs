using System.Buffers;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Journal;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Formats;

/// <summary>AIS sentences with TAG blocks, as the vessels would have sent them; a place that nobody sent is marked as dead reckoning (second 62, ITU-R M.1371-5, message 1).</summary>
internal static class NmeaText
{
    private const int DeadReckoning = 62;

    /// <param name="answer">The answer.</param>
    /// <param name="hasStatics">Whether what each vessel says of herself comes before her first position; false for the pages after the first.</param>
    public static byte[] Write(Answer answer, bool hasStatics = true)
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new AisEncoder();
        if (answer.Label.Length > 0 && answer.Tracks is [{ Points: [var first, ..] }, ..])
        {
            // As extracts of the journal are marked: a sentence of our own, which every reader passes over.
            output.Write(JournalNote.Write(WireTime.ToDomain(first.Time), JournalNote.Marking, answer.Label));
        }

        foreach (var track in answer.Tracks ?? [])
        {
            var mmsi = new Mmsi(track.Vessel.Mmsi);
            if (hasStatics && track.Points.Count > 0 && track.Vessel.StaticDataTime is not null)
            {
                encoder.Write(Static(mmsi, track.Vessel), WireTime.ToDomain(track.Points[0].Time), ClassOf(track.Points[0], mmsi), output);
            }

            foreach (var point in track.Points)
            {
                Write(encoder, Report(mmsi, point), point.Interpolated, output);
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(AisEncoder encoder, in PositionReport report, bool isInterpolated, ArrayBufferWriter<byte> output)
    {
        if (!isInterpolated)
        {
            encoder.Write(report, output);
            return;
        }

        IAisMessage message = report.StationClass == StationClass.ClassB
            ? new ClassBPositionMessage(report.Mmsi)
            {
                Position = report.Position, SpeedOverGroundKnots = Knots(report), CourseOverGroundDegrees = report.CourseOverGroundDegrees, TrueHeadingDegrees = report.TrueHeadingDegrees, UtcSecond = DeadReckoning,
            }
            : new ClassAPositionMessage(report.Mmsi)
            {
                Position = report.Position, SpeedOverGroundKnots = Knots(report), CourseOverGroundDegrees = report.CourseOverGroundDegrees, TrueHeadingDegrees = report.TrueHeadingDegrees, UtcSecond = DeadReckoning,
                Status = report.Status,
            };
        encoder.Write(message, report.Time, output);
    }

    private static PositionReport Report(Mmsi mmsi, TrackPoint point) => PositionReport.Create(
        new Instant(WireTime.ToDomain(point.Time).UnixMilliseconds).WholeSecond,
        mmsi,
        new GeoPosition(point.Position.Latitude, point.Position.Longitude),
        point.HasSpeedOverGroundKnots ? point.SpeedOverGroundKnots : null,
        point.HasCourseOverGroundDegrees ? point.CourseOverGroundDegrees : null,
        point.HasTrueHeadingDegrees ? point.TrueHeadingDegrees : null,
        point.HasNavigationalStatus ? (NavigationalStatus)point.NavigationalStatus : NavigationalStatus.Undefined,
        ClassOf(point, mmsi),
        point.HighAccuracy,
        point.HasRateOfTurnDegreesPerMinute ? point.RateOfTurnDegreesPerMinute : null);

    private static StationClass ClassOf(TrackPoint point, Mmsi mmsi) => point.EquipmentClass switch
    {
        EquipmentClass.A => StationClass.ClassA,
        EquipmentClass.B => StationClass.ClassB,
        _ => mmsi.Kind == StationKind.SarAircraft ? StationClass.SarAircraft : StationClass.Unknown,
    };

    private static double? Knots(in PositionReport report) => report.SpeedOverGroundKnots is { } knots ? Math.Min(knots, 102.2) : null;

    private static StaticReport Static(Mmsi mmsi, Vessel vessel) => new(
        mmsi,
        vessel.HasImo ? vessel.Imo : null,
        vessel.HasCallSign ? vessel.CallSign : null,
        vessel.HasName ? vessel.Name : null,
        vessel.HasShipTypeCode ? new ShipType((byte)vessel.ShipTypeCode) : null,
        LengthMetres: vessel.HasLengthMetres ? (ushort)vessel.LengthMetres : null,
        BreadthMetres: vessel.HasBreadthMetres ? (ushort)vessel.BreadthMetres : null,
        DraughtMetres: vessel.HasDraughtMetres ? vessel.DraughtMetres : null,
        Destination: vessel.HasDestination ? vessel.Destination : null);
}
