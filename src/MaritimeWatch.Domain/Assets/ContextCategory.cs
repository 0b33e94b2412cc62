namespace MaritimeWatch.Domain.Assets;

/// <summary>What a context area is; it explains behaviour rather than being protected.</summary>
public enum ContextCategory : byte
{
    /// <summary>Charted anchorage.</summary>
    Anchorage,

    /// <summary>Port or harbour.</summary>
    Port,

    /// <summary>Pilot boarding area.</summary>
    PilotBoarding,

    /// <summary>Lane, zone or roundabout of a traffic separation scheme.</summary>
    TrafficSeparation,

    /// <summary>Wind farm.</summary>
    WindFarm,

    /// <summary>Restricted area.</summary>
    Restricted,

    /// <summary>Land.</summary>
    Land,
}
