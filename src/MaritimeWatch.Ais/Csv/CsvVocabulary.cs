using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The words of the Danish columns, and the codes that other tables have in their place.</summary>
internal static class CsvVocabulary
{
    /// <summary>Whether a text stands for "not available": empty, <c>Unknown</c>, <c>Unknown value</c>, <c>Undefined</c>.</summary>
    public static bool IsNothing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        7 => text.SequenceEqual("Unknown"u8),
        9 => text.SequenceEqual("Undefined"u8),
        13 => text.SequenceEqual("Unknown value"u8),
        _ => false,
    };

    /// <summary>The class of the equipment; false for a station that is no vessel.</summary>
    public static bool IsVessel(ReadOnlySpan<byte> mobile, out StationClass stationClass)
    {
        stationClass = StationClass.Unknown;
        switch (mobile)
        {
            case [(byte)'C', (byte)'l', (byte)'a', (byte)'s', (byte)'s', (byte)' ', var letter]:
                stationClass = ClassOf(letter);
                return true;
            case [var letter]:
                stationClass = ClassOf(letter);
                return true;
            case [(byte)'S', (byte)'A', (byte)'R', ..]:
                stationClass = StationClass.SarAircraft;
                return true;
            case [(byte)'S', (byte)'e', (byte)'a', (byte)'r', ..] or [(byte)'M', (byte)'a', (byte)'n', ..] or [(byte)'E', (byte)'P', ..]:
                stationClass = StationClass.DistressTransmitter;
                return true;
            case [(byte)'B', ..] or [(byte)'A', (byte)'t', ..] or [(byte)'A', (byte)'i', ..]:
                return false;
            default:
                return true;
        }
    }

    /// <summary>The class that the MMSI tells where the table does not; false for a station that is no vessel.</summary>
    public static bool IsVessel(Mmsi mmsi, out StationClass stationClass)
    {
        stationClass = mmsi.Kind switch
        {
            StationKind.CoastStation => StationClass.BaseStation,
            StationKind.AidToNavigation => StationClass.AidToNavigation,
            StationKind.SarAircraft => StationClass.SarAircraft,
            StationKind.SearchAndRescueTransmitter or StationKind.ManOverboardDevice or StationKind.EmergencyBeacon => StationClass.DistressTransmitter,
            _ => StationClass.Unknown,
        };
        return stationClass is not (StationClass.BaseStation or StationClass.AidToNavigation);
    }

    /// <summary>The status in words or as a number; what is not known counts as not told.</summary>
    public static NavigationalStatus Status(ReadOnlySpan<byte> text)
    {
        switch (text.Length)
        {
            case 0:
                return NavigationalStatus.Undefined;
            case 1 or 2 when DecimalText.TryReadWhole(text, out var code) && code <= 15:
                return (NavigationalStatus)code;
            case 4 when text[3] == '0' && text[2] == '.' && DecimalText.TryReadWhole(text[..2], out var code) && code <= 15:
                return (NavigationalStatus)code;
            case 3 when text[2] == '0' && text[1] == '.' && text[0] is >= (byte)'0' and <= (byte)'9':
                return (NavigationalStatus)(text[0] - '0');
            case 22 when text.SequenceEqual("Under way using engine"u8):
                return NavigationalStatus.UnderWayUsingEngine;
            case 6 when text.SequenceEqual("Moored"u8):
                return NavigationalStatus.Moored;
            case 9 when text.SequenceEqual("At anchor"u8):
                return NavigationalStatus.AtAnchor;
            case 18 when text.SequenceEqual("Engaged in fishing"u8):
                return NavigationalStatus.EngagedInFishing;
            case 17 when text.SequenceEqual("Under way sailing"u8):
                return NavigationalStatus.UnderWaySailing;
            case 17 when text.SequenceEqual("Not under command"u8):
                return NavigationalStatus.NotUnderCommand;
            case 7 when text.SequenceEqual("Aground"u8):
                return NavigationalStatus.Aground;
            case 13 when text.SequenceEqual("Unknown value"u8):
                return NavigationalStatus.Undefined;
        }

        return RareStatus(text);
    }

    /// <summary>The type of ship in words or as a number; a word stands for a whole class, so it gives that class's first code.</summary>
    public static ShipType? TypeOfShip(ReadOnlySpan<byte> text, CsvDialect dialect)
    {
        if (DecimalText.TryReadWhole(text, out var code)
            || (text.EndsWith(".0"u8) && DecimalText.TryReadWhole(text[..^2], out code)))
        {
            return StaticFields.ShipType(dialect == CsvDialect.MarineCadastre && code > 1000 ? AmericanType(code) : code);
        }

        ReadOnlySpan<byte> word = text;
        return word switch
        {
            _ when word.SequenceEqual("Cargo"u8) => new ShipType(70),
            _ when word.SequenceEqual("Tanker"u8) => new ShipType(80),
            _ when word.SequenceEqual("Passenger"u8) => new ShipType(60),
            _ when word.SequenceEqual("Fishing"u8) => new ShipType(30),
            _ when word.SequenceEqual("Sailing"u8) => new ShipType(36),
            _ when word.SequenceEqual("Pleasure"u8) => new ShipType(37),
            _ when word.SequenceEqual("Tug"u8) => new ShipType(52),
            _ when word.SequenceEqual("Pilot"u8) => new ShipType(50),
            _ when word.SequenceEqual("SAR"u8) => new ShipType(51),
            _ when word.SequenceEqual("Dredging"u8) => new ShipType(33),
            _ when word.SequenceEqual("Diving"u8) => new ShipType(34),
            _ when word.SequenceEqual("Military"u8) => new ShipType(35),
            _ when word.SequenceEqual("HSC"u8) => new ShipType(40),
            _ when word.SequenceEqual("WIG"u8) => new ShipType(20),
            _ when word.SequenceEqual("Towing"u8) => new ShipType(31),
            _ when word.SequenceEqual("Towing long/wide"u8) => new ShipType(32),
            _ when word.SequenceEqual("Port tender"u8) => new ShipType(53),
            _ when word.SequenceEqual("Anti-pollution"u8) => new ShipType(54),
            _ when word.SequenceEqual("Law enforcement"u8) => new ShipType(55),
            _ when word.SequenceEqual("Medical"u8) => new ShipType(58),
            _ when word.SequenceEqual("Other"u8) => new ShipType(90),
            _ => null,
        };
    }

    /// <summary>The class that a vessel group code of the US Coast Guard's register, as in MarineCadastre before 2018, comes nearest to; 0 where none does.</summary>
    private static uint AmericanType(uint code) => code switch
    {
        1001 or 1002 => 30, // commercial fishing vessel, fish processing vessel
        1003 or 1004 or 1016 => 70, // freight barge, freight ship, public freight
        1012 or 1013 or 1014 or 1015 => 60, // passenger, inspected or not, barges among them
        1017 or 1023 or 1024 => 80, // public tankship or barge, tank barge, tank ship
        1019 => 37, // recreational
        1025 => 31, // towing vessel
        1005 or 1006 or 1007 or 1010 or 1011 or 1018 or 1020 or 1022 => 90, // industrial, miscellaneous, offshore supply, research, school ship
        _ => 0,
    };

    private static StationClass ClassOf(byte letter) => letter switch
    {
        (byte)'A' => StationClass.ClassA,
        (byte)'B' => StationClass.ClassB,
        _ => StationClass.Unknown,
    };

    private static NavigationalStatus RareStatus(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'R', (byte)'e', (byte)'s', (byte)'t', ..] => NavigationalStatus.RestrictedManoeuvrability,
        [(byte)'C', (byte)'o', (byte)'n', ..] => NavigationalStatus.ConstrainedByDraught,
        [.., (byte)'[', (byte)'H', (byte)'S', (byte)'C', (byte)']'] => NavigationalStatus.ReservedHighSpeedCraft,
        [.., (byte)'[', (byte)'W', (byte)'I', (byte)'G', (byte)']'] => NavigationalStatus.ReservedWingInGround,
        [(byte)'P', .., (byte)'a', (byte)'s', (byte)'t', (byte)'e', (byte)'r', (byte)'n'] => NavigationalStatus.TowingAstern,
        [(byte)'P', .., (byte)'a', (byte)'l', (byte)'o', (byte)'n', (byte)'g', (byte)'s', (byte)'i', (byte)'d', (byte)'e'] => NavigationalStatus.PushingAhead,
        [.., (byte)'[', (byte)'1', (byte)'1', (byte)']'] => NavigationalStatus.TowingAstern,
        [.., (byte)'[', (byte)'1', (byte)'2', (byte)']'] => NavigationalStatus.PushingAhead,
        [.., (byte)'[', (byte)'1', (byte)'3', (byte)']'] => NavigationalStatus.Reserved,
        [(byte)'A', (byte)'I', (byte)'S', ..] or [.., (byte)'[', (byte)'1', (byte)'4', (byte)']'] => NavigationalStatus.DistressTransmitterActive,
        _ => NavigationalStatus.Undefined,
    };
}
