using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Messages of every type that is written, each field over its whole range, "not available" included. Drawn as the numbers of the wire.</summary>
internal static class SentMessages
{
    private const string SixBitLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-/\"'[]\\^_&!#$%()*+,:;<=>?";
    private const long NoLongitude = 181 * 600_000;
    private const long NoLatitude = 91 * 600_000;
    private const double MinutesTimesTenThousand = 600_000.0;

    public static readonly (string Name, Gen<SentMessage> Gen)[] All =
    [
        ("1-3", ClassA()), ("4", BaseStation()), ("5", StaticAndVoyage()), ("9", SarAircraft()), ("14", SafetyBroadcast()), ("18", ClassB()), ("19", ClassBExtended()),
        ("21", AidToNavigation()), ("24 A", PartA()), ("24 B", PartB()), ("24 B of a craft", PartBOfCraft()), ("27", LongRange()),
    ];

    private static Gen<SentMessage> ClassA() =>
        from type in Range(1, 3)
        from common in Moving()
        from status in Range(0, 15)
        from turn in Gen.Frequency((1, Gen.Elements(-128L, -127, 0, 127)), (4, Range(-128, 127)))
        from manoeuvre in Range(0, 2)
        from raim in Range(0, 1)
        from radio in Range(0, (1 << 19) - 1)
        select new SentMessage(
            new ClassAPositionMessage(common.Mmsi)
            {
                MessageType = (int)type,
                RepeatIndicator = (int)common.Repeat,
                Status = (NavigationalStatus)status,
                RateOfTurnDegreesPerMinute = turn == -128 ? null : Math.Sign(turn) * Math.Pow(turn / 4.733, 2),
                SpeedOverGroundKnots = Tenths(common.Speed, 1023),
                HasHighAccuracy = common.Accuracy == 1,
                Position = common.Place,
                CourseOverGroundDegrees = Tenths(common.Course, 3600),
                TrueHeadingDegrees = Whole(common.Heading, 511),
                UtcSecond = Whole(common.Second, 60),
                IsInSpecialManoeuvre = manoeuvre == 0 ? null : manoeuvre == 2,
                HasRaim = raim == 1,
                CommunicationState = (int)radio,
            },
            168,
            [
                ("type", 0, 6, type), .. common.Header, ("status", 38, 4, status), ("turn", 42, 8, turn), ("speed", 50, 10, common.Speed), .. common.PlaceAt(60), ("course", 116, 12, common.Course),
                ("heading", 128, 9, common.Heading), ("second", 137, 6, common.Second), ("maneuver", 143, 2, manoeuvre), ("raim", 148, 1, raim), ("radio", 149, 19, radio),
            ],
            []);

    private static Gen<SentMessage> BaseStation() =>
        from common in Moving()
        from seconds in Gen.Choose(int.MinValue, int.MaxValue)
        from hasTime in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
        from epfd in Range(0, 15)
        from longRange in Range(0, 1)
        from raim in Range(0, 1)
        from radio in Range(0, (1 << 19) - 1)
        let utc = DateTime.UnixEpoch.AddSeconds(seconds)
        select new SentMessage(
            new BaseStationMessage(common.Mmsi)
            {
                RepeatIndicator = (int)common.Repeat,
                UtcTime = hasTime ? Instant.FromDateTime(utc.AddMilliseconds(999)) : null,
                HasHighAccuracy = common.Accuracy == 1,
                Position = common.Place,
                PositionFixingDevice = (int)epfd,
                RequestsLongRangeBroadcast = longRange == 1,
                HasRaim = raim == 1,
                CommunicationState = (int)radio,
            },
            168,
            [
                ("type", 0, 6, 4), .. common.Header, ("", 38, 14, hasTime ? utc.Year : 0), ("", 52, 4, hasTime ? utc.Month : 0), ("", 56, 5, hasTime ? utc.Day : 0), ("", 61, 5, hasTime ? utc.Hour : 24),
                ("", 66, 6, hasTime ? utc.Minute : 60), ("", 72, 6, hasTime ? utc.Second : 60), .. common.PlaceAt(78), ("epfd", 134, 4, epfd), ("", 138, 1, longRange), ("raim", 148, 1, raim), ("radio", 149, 19, radio),
            ],
            [("timestamp", 0, 0, hasTime ? utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : "0000-00-00T24:60:60Z")]);

    private static Gen<SentMessage> StaticAndVoyage() =>
        from common in Moving()
        from hull in Hulls()
        from version in Range(0, 3)
        from imo in Gen.OneOf(Range(0, (1 << 30) - 1), Gen.Elements(0L, 9_074_729))
        from callSign in Texts(7)
        from name in Texts(20)
        from shipType in Range(0, 99)
        from epfd in Range(0, 15)
        from month in Range(0, 12)
        from day in Range(0, 31)
        from hour in Range(0, 24)
        from minute in Range(0, 60)
        from draught in Range(0, 255)
        from destination in Texts(20)
        from dte in Range(0, 1)
        select new SentMessage(
            new StaticAndVoyageMessage(common.Mmsi)
            {
                RepeatIndicator = (int)common.Repeat,
                AisVersion = (int)version,
                ImoNumber = imo == 0 ? null : (uint)imo,
                CallSign = callSign,
                Name = name,
                ShipType = Type(shipType),
                Hull = hull.Dimensions,
                PositionFixingDevice = (int)epfd,
                Arrival = new EstimatedArrival(Whole(month, 0), Whole(day, 0), Whole(hour, 24), Whole(minute, 60)),
                DraughtMetres = Tenths(draught, 0),
                Destination = destination,
                IsTerminalNotReady = dte == 1,
            },
            424,
            [
                ("type", 0, 6, 5), .. common.Header, ("ais_version", 38, 2, version), ("imo", 40, 30, imo), ("shiptype", 232, 8, shipType), .. hull.At(240), ("epfd", 270, 4, epfd), ("", 274, 4, month),
                ("", 278, 5, day), ("", 283, 5, hour), ("", 288, 6, minute), ("draught", 294, 8, draught), ("dte", 422, 1, dte),
            ],
            [
                ("callsign", 70, 42, callSign), ("shipname", 112, 120, name), ("destination", 302, 120, destination),
                ("eta", 0, 0, FormattableString.Invariant($"{month:D2}-{day:D2}T{hour:D2}:{minute:D2}Z")),
            ]);

    private static Gen<SentMessage> SarAircraft() =>
        from common in Moving()
        from altitude in Gen.Frequency((1, Gen.Elements(0L, 4094, 4095)), (4, Range(0, 4095)))
        from barometric in Range(0, 1)
        from dte in Range(0, 1)
        from assigned in Range(0, 1)
        from raim in Range(0, 1)
        from radio in Range(0, (1 << 20) - 1)
        select new SentMessage(
            new SarAircraftMessage(common.Mmsi)
            {
                RepeatIndicator = (int)common.Repeat,
                AltitudeMetres = Whole(altitude, 4095),
                SpeedOverGroundKnots = Whole(common.Speed, 1023),
                HasHighAccuracy = common.Accuracy == 1,
                Position = common.Place,
                CourseOverGroundDegrees = Tenths(common.Course, 3600),
                UtcSecond = Whole(common.Second, 60),
                IsBarometricAltitude = barometric == 1,
                IsTerminalNotReady = dte == 1,
                IsAssigned = assigned == 1,
                HasRaim = raim == 1,
                CommunicationState = (int)radio,
            },
            168,
            [
                ("type", 0, 6, 9), .. common.Header, ("alt", 38, 12, altitude), ("speed", 50, 10, common.Speed), .. common.PlaceAt(60), ("course", 116, 12, common.Course), ("second", 128, 6, common.Second),
                ("regional", 134, 8, barometric << 7), ("dte", 142, 1, dte), ("", 146, 1, assigned), ("raim", 147, 1, raim), ("radio", 148, 20, radio),
            ],
            []);

    private static Gen<SentMessage> SafetyBroadcast() =>
        from common in Moving()
        from text in Texts(SafetyBroadcastMessage.MaxTextLength, least: 1)
        select new SentMessage(
            new SafetyBroadcastMessage(common.Mmsi, text) { RepeatIndicator = (int)common.Repeat }, 40 + (6 * text.Length), [("type", 0, 6, 14), .. common.Header], [("text", 40, 6 * text.Length, text)]);

    private static Gen<SentMessage> ClassB() =>
        from common in Moving()
        from flags in Range(0, 127)
        from radio in Range(0, (1 << 20) - 1)
        select new SentMessage(
            new ClassBPositionMessage(common.Mmsi)
            {
                RepeatIndicator = (int)common.Repeat,
                SpeedOverGroundKnots = Tenths(common.Speed, 1023),
                HasHighAccuracy = common.Accuracy == 1,
                Position = common.Place,
                CourseOverGroundDegrees = Tenths(common.Course, 3600),
                TrueHeadingDegrees = Whole(common.Heading, 511),
                UtcSecond = Whole(common.Second, 60),
                IsCarrierSense = (flags & 1) != 0,
                HasDisplay = (flags & 2) != 0,
                HasDsc = (flags & 4) != 0,
                UsesWholeBand = (flags & 8) != 0,
                AcceptsMessage22 = (flags & 16) != 0,
                IsAssigned = (flags & 32) != 0,
                HasRaim = (flags & 64) != 0,
                CommunicationState = (int)radio,
            },
            168,
            [
                ("type", 0, 6, 18), .. common.Header, ("reserved", 38, 8, 0), ("speed", 46, 10, common.Speed), .. common.PlaceAt(56), ("course", 112, 12, common.Course), ("heading", 124, 9, common.Heading),
                ("second", 133, 6, common.Second), ("regional", 139, 2, 0), ("cs", 141, 1, flags & 1), ("display", 142, 1, (flags >> 1) & 1), ("dsc", 143, 1, (flags >> 2) & 1), ("band", 144, 1, (flags >> 3) & 1),
                ("msg22", 145, 1, (flags >> 4) & 1), ("", 146, 1, (flags >> 5) & 1), ("raim", 147, 1, (flags >> 6) & 1), ("radio", 148, 20, radio),
            ],
            []);

    private static Gen<SentMessage> ClassBExtended() =>
        from common in Moving()
        from hull in Hulls()
        from name in Texts(20)
        from shipType in Range(0, 99)
        from epfd in Range(0, 15)
        from raim in Range(0, 1)
        from dte in Range(0, 1)
        from assigned in Range(0, 1)
        select new SentMessage(
            new ClassBExtendedMessage(common.Mmsi)
            {
                RepeatIndicator = (int)common.Repeat,
                SpeedOverGroundKnots = Tenths(common.Speed, 1023),
                HasHighAccuracy = common.Accuracy == 1,
                Position = common.Place,
                CourseOverGroundDegrees = Tenths(common.Course, 3600),
                TrueHeadingDegrees = Whole(common.Heading, 511),
                UtcSecond = Whole(common.Second, 60),
                Name = name,
                ShipType = Type(shipType),
                Hull = hull.Dimensions,
                PositionFixingDevice = (int)epfd,
                HasRaim = raim == 1,
                IsTerminalNotReady = dte == 1,
                IsAssigned = assigned == 1,
            },
            312,
            [
                ("type", 0, 6, 19), .. common.Header, ("speed", 46, 10, common.Speed), .. common.PlaceAt(56), ("course", 112, 12, common.Course), ("heading", 124, 9, common.Heading), ("second", 133, 6, common.Second),
                ("shiptype", 263, 8, shipType), .. hull.At(271), ("epfd", 301, 4, epfd), ("raim", 305, 1, raim), ("dte", 306, 1, dte), ("assigned", 307, 1, assigned),
            ],
            [("shipname", 143, 120, name)]);

    private static Gen<SentMessage> AidToNavigation() =>
        from common in Moving()
        from hull in Hulls()
        from aid in Range(0, 31)
        from name in Texts(AidToNavigationMessage.MaxNameLength)
        from epfd in Range(0, 15)
        from regional in Range(0, 255)
        from flags in Range(0, 15)
        let extension = Math.Max(0, name.Length - 20)
        select new SentMessage(
            new AidToNavigationMessage(common.Mmsi)
            {
                RepeatIndicator = (int)common.Repeat,
                TypeOfAid = (int)aid,
                Name = name,
                HasHighAccuracy = common.Accuracy == 1,
                Position = common.Place,
                Size = hull.Dimensions,
                PositionFixingDevice = (int)epfd,
                UtcSecond = Whole(common.Second, 60),
                IsOffPosition = (flags & 1) != 0,
                Status = (int)regional,
                HasRaim = (flags & 2) != 0,
                IsVirtual = (flags & 4) != 0,
                IsAssigned = (flags & 8) != 0,
            },
            (272 + (extension * 6) + 7) / 8 * 8,
            [
                ("type", 0, 6, 21), .. common.Header, ("aid_type", 38, 5, aid), .. common.PlaceAt(163), .. hull.At(219), ("epfd", 249, 4, epfd), ("second", 253, 6, common.Second), ("off_position", 259, 1, flags & 1),
                ("regional", 260, 8, regional), ("raim", 268, 1, (flags >> 1) & 1), ("virtual_aid", 269, 1, (flags >> 2) & 1), ("", 270, 1, (flags >> 3) & 1),
            ],
            [("", 43, 120, (name.Length > 20 ? name[..20] : name).TrimEnd()), ("", 272, extension * 6, extension > 0 ? name[20..] : ""), ("name", 0, 0, name)]);

    private static Gen<SentMessage> PartA() =>
        from common in Moving()
        from name in Texts(20)
        from isShort in Gen.Elements(true, false)
        select new SentMessage(
            new StaticDataPartAMessage(common.Mmsi) { RepeatIndicator = (int)common.Repeat, Name = name, IsShort = isShort },
            isShort ? 160 : 168, [("type", 0, 6, 24), .. common.Header, ("", 38, 2, 0)], [("shipname", 40, 120, name)]);

    private static Gen<SentMessage> PartB() =>
        from common in Moving()
        from unit in Units()
        from hull in Hulls()
        select unit.Sent(common, new StaticDataPartBMessage(common.Mmsi) { Hull = hull.Dimensions }, hull.At(132));

    private static Gen<SentMessage> PartBOfCraft() =>
        from common in Moving()
        from unit in Units()
        from craft in Range(980_000_000, 989_999_999)
        from parent in Range(0, 999_999_999)
        let sender = common with { Mmsi = new Mmsi((uint)craft) }
        select unit.Sent(sender, new StaticDataPartBMessage(sender.Mmsi) { MotherShipMmsi = parent == 0 ? null : new Mmsi((uint)parent) }, [("mothership_mmsi", 132, 30, parent)]);

    private static Gen<SentMessage> LongRange() =>
        from common in Moving()
        from status in Range(0, 15)
        from speed in Range(0, 63)
        from course in Gen.Frequency((1, Gen.Elements(0L, 359, 511)), (4, Range(0, 359)))
        from longitude in Gen.Frequency((1, Gen.Elements(-108_000L, 108_000)), (4, Range(-108_000, 108_000)))
        from latitude in Gen.Frequency((1, Gen.Elements(-54_000L, 54_000)), (4, Range(-54_000, 54_000)))
        from isKnown in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from raim in Range(0, 1)
        from isOld in Range(0, 1)
        select new SentMessage(
            new LongRangePositionMessage(common.Mmsi)
            {
                RepeatIndicator = (int)common.Repeat,
                HasHighAccuracy = common.Accuracy == 1,
                HasRaim = raim == 1,
                Status = (NavigationalStatus)status,
                Position = isKnown ? new GeoPosition(latitude / 600.0, longitude / 600.0) : null,
                SpeedOverGroundKnots = Whole(speed, 63),
                CourseOverGroundDegrees = Whole(course, 511),
                IsPositionOld = isOld == 1,
            },
            96,
            [
                ("type", 0, 6, 27), .. common.Header, ("accuracy", 38, 1, common.Accuracy), ("raim", 39, 1, raim), ("", 40, 4, status), ("lon", 44, 18, isKnown ? longitude : 0x1A838), ("lat", 62, 17, isKnown ? latitude : 0xD548),
                ("speed", 79, 6, speed), ("course", 85, 9, course), ("gnss", 94, 1, isOld),
            ],
            []);

    /// <summary>What many messages have in common; each field has its limits and its "not available" more often than chance would.</summary>
    private static Gen<Common> Moving() =>
        from repeat in Range(0, 3)
        from mmsi in Gen.Frequency((1, Gen.Elements(1L, 979_999_999, 999_999_999)), (4, Range(200_000_000, 799_999_999)))
        from isKnown in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from longitude in Gen.Frequency((1, Gen.Elements(-108_000_000L, 0, 108_000_000)), (4, Range(-108_000_000, 108_000_000)))
        from latitude in Gen.Frequency((1, Gen.Elements(-54_000_000L, 0, 54_000_000)), (4, Range(-54_000_000, 54_000_000)))
        from speed in Gen.Frequency((1, Gen.Elements(0L, 1022, 1023)), (4, Range(0, 1023)))
        from course in Gen.Frequency((1, Gen.Elements(0L, 3599, 3600)), (4, Range(0, 3600)))
        from heading in Gen.Frequency((1, Gen.Elements(0L, 359, 511)), (4, Range(0, 359)))
        from second in Range(0, 63)
        from accuracy in Range(0, 1)
        select new Common(
            new Mmsi((uint)mmsi), repeat, isKnown ? longitude : NoLongitude, isKnown ? latitude : NoLatitude,
            isKnown ? new GeoPosition(latitude / MinutesTimesTenThousand, longitude / MinutesTimesTenThousand) : null, speed, course, heading, second, accuracy);

    private static Gen<(HullDimensions Dimensions, Func<int, (string, int, int, long)[]> At)> Hulls() =>
        from bow in Range(0, 511)
        from stern in Range(0, 511)
        from port in Range(0, 63)
        from starboard in Range(0, 63)
        select (
            new HullDimensions(Whole(bow, 0), Whole(stern, 0), Whole(port, 0), Whole(starboard, 0)),
            new Func<int, (string, int, int, long)[]>(at => [("to_bow", at, 9, bow), ("to_stern", at + 9, 9, stern), ("to_port", at + 18, 6, port), ("to_starboard", at + 24, 6, starboard)]));

    private static Gen<Unit> Units() =>
        from shipType in Range(0, 99)
        from vendor in Texts(3)
        from model in Range(0, 15)
        from serial in Range(0, (1 << 20) - 1)
        from callSign in Texts(7)
        from epfd in Range(0, 15)
        select new Unit(shipType, vendor, model, serial, callSign, epfd);

    /// <summary>Six-bit text as a decoder gives it back: no space at its end.</summary>
    private static Gen<string> Texts(int most, int least = 0) =>
        from length in Gen.Choose(least, most)
        from letters in Gen.Elements(SixBitLetters.ToCharArray()).ArrayOf(length)
        select length > 0 && letters[^1] == ' ' ? string.Concat(letters[..^1].Append('Z')) : new string(letters);

    private static Gen<long> Range(int least, int most) => Gen.Choose(least, most).Select(value => (long)value);

    private static int? Whole(long value, long notAvailable) => value == notAvailable ? null : (int)value;

    private static double? Tenths(long value, long notAvailable) => value == notAvailable ? null : value / 10.0;

    private static ShipType? Type(long code) => code == 0 ? null : new ShipType((byte)code);

    private sealed record Common(Mmsi Mmsi, long Repeat, long Longitude, long Latitude, GeoPosition? Place, long Speed, long Course, long Heading, long Second, long Accuracy)
    {
        public (string, int, int, long)[] Header => [("repeat", 6, 2, Repeat), ("mmsi", 8, 30, Mmsi.Value)];

        public (string, int, int, long)[] PlaceAt(int start) => [("accuracy", start, 1, Accuracy), ("lon", start + 1, 28, Longitude), ("lat", start + 29, 27, Latitude)];
    }

    private sealed record Unit(long ShipType, string Vendor, long Model, long Serial, string CallSign, long Epfd)
    {
        public SentMessage Sent(Common common, StaticDataPartBMessage message, (string, int, int, long)[] last) => new(
            message with
            {
                RepeatIndicator = (int)common.Repeat, ShipType = Type(ShipType), VendorId = Vendor, UnitModel = (int)Model, SerialNumber = (int)Serial, CallSign = CallSign, PositionFixingDevice = (int)Epfd,
            },
            168,
            [("type", 0, 6, 24), .. common.Header, ("", 38, 2, 1), ("shiptype", 40, 8, ShipType), ("model", 66, 4, Model), ("serial", 70, 20, Serial), .. last, ("", 162, 4, Epfd)],
            [("vendorid", 48, 18, Vendor), ("callsign", 90, 42, CallSign)]);
    }
}
