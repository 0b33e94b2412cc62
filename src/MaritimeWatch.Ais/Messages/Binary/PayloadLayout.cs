namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>The layouts of binary payloads that are known here.</summary>
internal enum PayloadLayout
{
    /// <summary>None of them: raw bits.</summary>
    Unknown,

    /// <summary><see cref="Binary.MetHydroTrial"/>.</summary>
    MetHydroTrial,

    /// <summary><see cref="Binary.MetHydro"/>.</summary>
    MetHydro,

    /// <summary><see cref="Binary.DangerousCargoTrial"/>.</summary>
    DangerousCargoTrial,

    /// <summary><see cref="Binary.DangerousCargo"/>.</summary>
    DangerousCargo,

    /// <summary><see cref="Binary.FairwayClosed"/>.</summary>
    FairwayClosed,

    /// <summary><see cref="Binary.TidalWindow"/> of IMO circular 236.</summary>
    TidalWindowTrial,

    /// <summary><see cref="Binary.TidalWindow"/> of IMO circular 289.</summary>
    TidalWindow,

    /// <summary><see cref="Binary.AirDraught"/>.</summary>
    AirDraught,

    /// <summary><see cref="Binary.PersonsOnBoard"/>.</summary>
    PersonsOnBoard,

    /// <summary><see cref="Binary.SyntheticTargets"/>.</summary>
    SyntheticTargets,

    /// <summary><see cref="Binary.ClearanceTime"/>.</summary>
    ClearanceTime,

    /// <summary><see cref="Binary.TrafficSignal"/>.</summary>
    TrafficSignal,

    /// <summary><see cref="Binary.BerthingData"/>.</summary>
    BerthingData,

    /// <summary><see cref="Binary.AreaNotice"/>.</summary>
    AreaNotice,

    /// <summary><see cref="Binary.RouteInformation"/>.</summary>
    RouteInformation,

    /// <summary><see cref="Binary.TextDescription"/>.</summary>
    TextDescription,

    /// <summary><see cref="Binary.InlandStaticAndVoyage"/>.</summary>
    InlandStaticAndVoyage,

    /// <summary><see cref="Binary.WeatherWarning"/>.</summary>
    WeatherWarning,

    /// <summary><see cref="Binary.WaterLevels"/>.</summary>
    WaterLevels,

    /// <summary><see cref="Binary.SignalStatus"/>.</summary>
    SignalStatus,

    /// <summary><see cref="Binary.InlandArrival"/> asked for by a ship.</summary>
    EstimatedArrival,

    /// <summary><see cref="Binary.InlandArrival"/> granted by the shore.</summary>
    RequestedArrival,

    /// <summary><see cref="Binary.InlandPersonsOnBoard"/>.</summary>
    InlandPersonsOnBoard,

    /// <summary><see cref="Binary.AidMonitoring"/>.</summary>
    AidMonitoring,
}
