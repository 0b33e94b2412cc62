using System.Globalization;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Ships;

/// <summary>Gives every simulated hull an identity of its own that is well-formed and plainly invented: every name begins with SIM.</summary>
internal sealed class ShipRegister(SeededRandom random)
{
    // Maritime identification digits and the call sign prefix of the same flag.
    private static readonly (int Mid, string CallSign)[] OpenFlags =
        [(636, "D5"), (371, "3E"), (538, "V7"), (249, "9H"), (209, "5B"), (311, "C6"), (477, "VR"), (563, "9V"), (304, "V2")];

    private static readonly (int Mid, string CallSign)[] CoastalFlags =
        [(205, "ON"), (244, "PB"), (245, "PD"), (232, "G"), (235, "2A"), (211, "D"), (226, "FG"), (219, "OX"), (257, "LA")];

    private static readonly string[] Qualities =
    [
        "AMBER", "ARCTIC", "BASALT", "BRASS", "CALM", "CEDAR", "CINDER", "COBALT", "COPPER", "CORAL", "DAWN", "DUSK", "EMBER", "FALLOW", "FLINT",
        "GARNET", "GRANITE", "HAZEL", "INDIGO", "IVORY", "JASPER", "LINEN", "LUNAR", "MAPLE", "MARBLE", "MELLOW", "NIMBLE", "OCHRE", "OPAL", "PEARL",
        "PLAIN", "QUIET", "RUSSET", "SABLE", "SLATE", "SOLAR", "STEADY", "TAWNY", "UMBER", "VELVET", "WALNUT", "WILLOW",
    ];

    private static readonly string[] Things =
    [
        "ANVIL", "BADGER", "BEACON", "BITTERN", "CASTLE", "COMPASS", "CURLEW", "DIPPER", "DUNLIN", "FERRET", "FIDDLE", "GANNET", "HARROW", "HERON",
        "KESTREL", "LANTERN", "LARK", "MARTEN", "MERLIN", "NUTHATCH", "ORCHARD", "OTTER", "PIPIT", "PLOVER", "QUILL", "RAVEN", "ROBIN", "SADDLE",
        "SEXTANT", "SISKIN", "SPINDLE", "STOAT", "SWIFT", "TEASEL", "THIMBLE", "TURRET", "VOLE", "WAGON", "WEAVER", "WHIMBREL", "WREN", "YARROW",
    ];

    private static readonly string[] Destinations =
        ["ROTTERDAM", "NLRTM", "ANTWERP", "BEANR", "ZEEBRUGGE", "GBFXT", "HAMBURG", "DEBRV", "LE HAVRE", "IMMINGHAM", "BE ZEE > NL RTM", "DUNKERQUE, FR", "GB LON", "AMSTERDAM"];

    private readonly HashSet<uint> taken = [];
    private readonly HashSet<string> names = [];

    /// <summary>A new hull. The draws depend on the order of the calls alone.</summary>
    public VesselProfile Register(HullKind kind, StationClass stationClass = StationClass.ClassA, string? destination = null, int? lengthMetres = null)
    {
        var isLocal = kind.ShipType is 30 or 36 or 37 or 40 or 50 or 60 || (kind == HullKind.Coaster && random.Chance(0.6));
        var (mid, prefix) = random.Pick(isLocal ? CoastalFlags : OpenFlags);
        var mmsi = NewMmsi(mid, stationClass == StationClass.ClassA);
        var length = lengthMetres ?? random.Next(kind.ShortestMetres, kind.LongestMetres + 1);
        var breadth = Math.Max(4, (int)Math.Round(length / kind.Slenderness));
        var toBow = Math.Clamp((int)Math.Round(length * kind.BridgeShare), 1, length - 1);
        var toPort = Math.Max(1, (breadth / 2) - random.Next(0, 2));
        var isShip = stationClass == StationClass.ClassA;
        var wanted = destination ?? random.Pick(Destinations);
        return new VesselProfile
        {
            Static = new StaticReport(
                new Mmsi(mmsi),
                isShip && length >= 30 ? NewImoNumber() : null,
                prefix + RandomText("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2) + RandomText("23456789", prefix.Length == 1 ? 2 : 1),
                NewName(),
                new ShipType(kind.ShipType),
                (ushort)toBow,
                (ushort)(length - toBow),
                (ushort)toPort,
                (ushort)(breadth - toPort),
                (ushort)length,
                (ushort)breadth,
                isShip ? Math.Round(breadth * kind.DraughtShare * random.Between(0.75, 1), 1) : null,
                isShip && kind.ShipType is not (30 or 50) ? wanted : null,
                (byte)(isShip ? 5 : 24)),
            StationClass = stationClass,
            PositionSigmaMetres = random.Between(5, 15),
            DropoutShare = random.Between(0.05, 0.2),
        };
    }

    /// <summary>An IMO number whose last digit is the check digit: 7·d1 + 6·d2 + … + 2·d6, modulo ten.</summary>
    private uint NewImoNumber()
    {
        var six = (uint)random.Next(910_000, 999_000);
        uint sum = 0, rest = six;
        for (var weight = 2u; weight <= 7; weight++)
        {
            sum += rest % 10 * weight;
            rest /= 10;
        }

        return (six * 10) + (sum % 10);
    }

    private uint NewMmsi(int mid, bool isShip)
    {
        while (true)
        {
            // Ships that call abroad have numbers ending in 000 or 0; the rest any.
            var tail = isShip && mid < 300 ? random.Next(100, 1000) * 1000 : random.Next(100_000, 1_000_000);
            var mmsi = ((uint)mid * 1_000_000) + (uint)tail;
            if (taken.Add(mmsi))
            {
                return mmsi;
            }

            mmsi = ((uint)mid * 1_000_000) + (uint)random.Next(100_000, 1_000_000);
            if (taken.Add(mmsi))
            {
                return mmsi;
            }
        }
    }

    private string NewName()
    {
        var name = "SIM " + random.Pick(Qualities) + " " + random.Pick(Things);
        var number = 2;
        var unique = name.Length > 20 ? name[..20].TrimEnd() : name;
        while (!names.Add(unique))
        {
            var suffix = " " + (number++).ToString(CultureInfo.InvariantCulture);
            unique = name[..Math.Min(name.Length, 20 - suffix.Length)].TrimEnd() + suffix;
        }

        return unique;
    }

    private string RandomText(string letters, int count) => string.Create(count, (letters, random), static (span, state) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = state.letters[state.random.Next(0, state.letters.Length)];
        }
    });
}
