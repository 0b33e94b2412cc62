using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>The words of our own records.</summary>
internal static class ReportWords
{
    /// <summary>The class of the equipment in a word, or null for one that is none.</summary>
    public static StationClass? StationClass(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("A"u8) => Domain.Vessels.StationClass.ClassA,
        _ when word.SequenceEqual("B"u8) => Domain.Vessels.StationClass.ClassB,
        _ when word.SequenceEqual("unknown"u8) => Domain.Vessels.StationClass.Unknown,
        _ when word.SequenceEqual("sarAircraft"u8) => Domain.Vessels.StationClass.SarAircraft,
        _ when word.SequenceEqual("baseStation"u8) => Domain.Vessels.StationClass.BaseStation,
        _ when word.SequenceEqual("aidToNavigation"u8) => Domain.Vessels.StationClass.AidToNavigation,
        _ when word.SequenceEqual("distressTransmitter"u8) => Domain.Vessels.StationClass.DistressTransmitter,
        _ => null,
    };

    /// <summary>The word for a class.</summary>
    public static ReadOnlySpan<byte> Of(StationClass stationClass) => stationClass switch
    {
        Domain.Vessels.StationClass.ClassA => "A"u8,
        Domain.Vessels.StationClass.ClassB => "B"u8,
        Domain.Vessels.StationClass.SarAircraft => "sarAircraft"u8,
        Domain.Vessels.StationClass.BaseStation => "baseStation"u8,
        Domain.Vessels.StationClass.AidToNavigation => "aidToNavigation"u8,
        Domain.Vessels.StationClass.DistressTransmitter => "distressTransmitter"u8,
        _ => "unknown"u8,
    };

    /// <summary>The feed in a word; what is not known is none.</summary>
    public static StaticFeed Feed(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("digitraffic"u8) => StaticFeed.Digitraffic,
        _ when word.SequenceEqual("aishub"u8) => StaticFeed.AisHub,
        _ when word.SequenceEqual("gfw"u8) => StaticFeed.GlobalFishingWatch,
        _ => StaticFeed.None,
    };

    /// <summary>The word for a feed; empty for none.</summary>
    public static ReadOnlySpan<byte> Of(StaticFeed feed) => feed switch
    {
        StaticFeed.Digitraffic => "digitraffic"u8,
        StaticFeed.AisHub => "aishub"u8,
        StaticFeed.GlobalFishingWatch => "gfw"u8,
        _ => default,
    };
}
