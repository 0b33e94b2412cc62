using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Which layout a designated area code and function identifier stand for, and which lengths it must have to be believed.</summary>
/// <remarks>
/// The codes of inland navigation and of the lighthouse authorities are used for other things as well, so their layouts ask for the exact
/// length of the message, as in gpsd; those of the IMO are read at any length, and what was not sent reads as 0.
/// </remarks>
internal static class PayloadLayouts
{
    public static PayloadLayout Of(int messageType, int areaCode, int function, PayloadBits bits) => (messageType, areaCode) switch
    {
        (6, 1) => International(function),
        (6, 200) => Inland(function, bits.Count),
        (6, 235 or 250) => function == 10 && bits.Count == 136 ? PayloadLayout.AidMonitoring : PayloadLayout.Unknown,
        (8, 1) => InternationalBroadcast(function, bits.Count),
        (8, 200) => InlandBroadcast(function, bits),
        _ => PayloadLayout.Unknown,
    };

    private static PayloadLayout International(int function) => function switch
    {
        12 => PayloadLayout.DangerousCargoTrial,
        14 => PayloadLayout.TidalWindowTrial,
        15 => PayloadLayout.AirDraught,
        16 => PayloadLayout.PersonsOnBoard,
        18 => PayloadLayout.ClearanceTime,
        20 => PayloadLayout.BerthingData,
        23 => PayloadLayout.AreaNotice,
        25 => PayloadLayout.DangerousCargo,
        28 => PayloadLayout.RouteInformation,
        30 => PayloadLayout.TextDescription,
        32 => PayloadLayout.TidalWindow,
        _ => PayloadLayout.Unknown,
    };

    private static PayloadLayout InternationalBroadcast(int function, int count) => function switch
    {
        11 => PayloadLayout.MetHydroTrial,
        13 => PayloadLayout.FairwayClosed,
        15 => PayloadLayout.AirDraught,
        16 when count == 72 => PayloadLayout.PersonsOnBoard,
        17 => PayloadLayout.SyntheticTargets,
        19 => PayloadLayout.TrafficSignal,
        22 => PayloadLayout.AreaNotice,
        27 => PayloadLayout.RouteInformation,
        29 => PayloadLayout.TextDescription,
        31 => PayloadLayout.MetHydro,
        _ => PayloadLayout.Unknown,
    };

    private static PayloadLayout Inland(int function, int count) => (function, count) switch
    {
        (21, 248) => PayloadLayout.EstimatedArrival,
        (22, 232) => PayloadLayout.RequestedArrival,
        (55, 168) => PayloadLayout.InlandPersonsOnBoard,
        _ => PayloadLayout.Unknown,
    };

    private static PayloadLayout InlandBroadcast(int function, PayloadBits bits) => (function, bits.Count) switch
    {
        (10, 168) when new InlandStaticAndVoyage(bits).HazardCode <= InlandStaticAndVoyage.MaxHazardCode => PayloadLayout.InlandStaticAndVoyage,
        (23, 256) => PayloadLayout.WeatherWarning,
        (24, 168) => PayloadLayout.WaterLevels,
        (40, 168) => PayloadLayout.SignalStatus,
        _ => PayloadLayout.Unknown,
    };
}
