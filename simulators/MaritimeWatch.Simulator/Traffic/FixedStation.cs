using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Traffic;

/// <summary>A base station or an aid to navigation: on the same air, no vessel.</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="StationClass">Base station or aid to navigation.</param>
/// <param name="Place">Where.</param>
/// <param name="Name">Name of an aid, or null.</param>
/// <param name="IntervalSeconds">Seconds between two reports that reach the feed.</param>
internal sealed record FixedStation(Mmsi Mmsi, StationClass StationClass, GeoPosition Place, string? Name, int IntervalSeconds)
{
    private const int Surveyed = 7;
    private const int SpecialMark = 30;

    /// <summary>A few of each.</summary>
    public static readonly FixedStation[] All =
    [
        new(new Mmsi(2050001), StationClass.BaseStation, new GeoPosition(51.236, 2.925), null, 300),
        new(new Mmsi(2440002), StationClass.BaseStation, new GeoPosition(51.978, 4.120), null, 300),
        new(new Mmsi(2320003), StationClass.BaseStation, new GeoPosition(51.131, 1.343), null, 300),
        new(new Mmsi(992050101), StationClass.AidToNavigation, new GeoPosition(51.3920, 2.4380), "SIM WEST BUOY", 360),
        new(new Mmsi(992050102), StationClass.AidToNavigation, new GeoPosition(51.4050, 3.0120), "SIM PILOT BUOY", 360),
        new(new Mmsi(992440103), StationClass.AidToNavigation, new GeoPosition(52.0100, 2.8500), "SIM JUNCTION BUOY", 360),
    ];

    /// <summary>What it sends at this time: message 4 with its clock, or 21 with its name.</summary>
    public IAisMessage MessageAt(Instant time) => StationClass == StationClass.BaseStation
        ? new BaseStationMessage(Mmsi) { UtcTime = time, Position = Place, PositionFixingDevice = Surveyed }
        : new AidToNavigationMessage(Mmsi) { TypeOfAid = SpecialMark, Name = Name, Position = Place, PositionFixingDevice = Surveyed, UtcSecond = (int)(time.UnixSeconds % 60) };

    public PositionReport ReportAt(Instant time) => new(
        time,
        Mmsi,
        PositionReport.ToRaw(Place.Latitude),
        PositionReport.ToRaw(Place.Longitude),
        -1,
        -1,
        -1,
        PositionReport.NoRateOfTurn,
        StationClass,
        NavigationalStatus.Undefined,
        false);
}
