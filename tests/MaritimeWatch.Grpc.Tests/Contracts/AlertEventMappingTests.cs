using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using V1 = MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Grpc.Tests.Contracts;

public sealed class AlertEventMappingTests
{
    [Fact]
    public void ToDomain_OfAFullMessage_LosesNothing()
    {
        var alert = SampleAlerts.Full();
        var onTheWire = AlertEventMapping.ToProto(alert).ToByteArray();

        var back = AlertEventMapping.ToDomain(V1.AlertEvent.Parser.ParseFrom(onTheWire));

        // Arrays compare by reference inside records: compare what they hold, then the rest with the arrays made the same.
        Assert.Equal([.. alert.NextAssets], back.NextAssets.ToArray());
        Assert.Equal([.. alert.SuppressedBy], back.SuppressedBy.ToArray());
        Assert.Equal([.. alert.Evidence.Measurements], back.Evidence.Measurements.ToArray());
        Assert.Equal([.. alert.Evidence.Fixes], back.Evidence.Fixes.ToArray());
        Assert.Equal([.. alert.Evidence.Explanations], back.Evidence.Explanations.ToArray());
        Assert.Equal([.. alert.Evidence.OtherAssetIds], back.Evidence.OtherAssetIds.ToArray());
        Assert.Equal([.. alert.Evidence.ContextAreaIds], back.Evidence.ContextAreaIds.ToArray());
        var evidence = back.Evidence with
        {
            Measurements = alert.Evidence.Measurements,
            Fixes = alert.Evidence.Fixes,
            Explanations = alert.Evidence.Explanations,
            OtherAssetIds = alert.Evidence.OtherAssetIds,
            ContextAreaIds = alert.Evidence.ContextAreaIds,
        };
        Assert.Equal(alert, back with { NextAssets = alert.NextAssets, SuppressedBy = alert.SuppressedBy, Evidence = evidence });
    }

    [Fact]
    public void ToDomain_OfABareMessage_KeepsEveryAbsenceAbsent()
    {
        var back = AlertEventMapping.ToDomain(AlertEventMapping.ToProto(SampleAlerts.Bare()));

        Assert.Null(back.Vessel);
        Assert.Null(back.Asset);
        Assert.Null(back.Position);
        Assert.Null(back.DistanceMetres);
        Assert.Empty(back.NextAssets);
        Assert.Empty(back.SuppressedBy);
    }

    [Fact]
    public void ToDomain_OfAVesselKnownByMmsiAlone_KeepsTheRestNull()
    {
        var vessel = new VesselIdentity(new Mmsi(0), null, null, null, null, null);

        var message = AlertEventMapping.ToProto(SampleAlerts.Bare() with { Vessel = vessel });

        Assert.True(message.Vessel.HasMmsi);
        Assert.Equal(vessel, AlertEventMapping.ToDomain(message).Vessel);
    }

    [Fact]
    public void ToProto_OfUnsetArrays_IsThatOfEmptyOnes()
    {
        var alert = SampleAlerts.Bare();
        var unset = alert with { NextAssets = default, SuppressedBy = default, Evidence = alert.Evidence with { Measurements = default, Fixes = default } };

        Assert.Equal(AlertEventMapping.ToProto(alert), AlertEventMapping.ToProto(unset));
    }

    [Fact]
    public void ToDomain_WithoutEvidence_SaysWhatIsMissing()
    {
        var message = AlertEventMapping.ToProto(SampleAlerts.Bare());
        message.Evidence = null;

        Assert.Contains("evidence", Assert.Throws<FormatException>(() => AlertEventMapping.ToDomain(message)).Message);
    }

    [Theory]
    [InlineData(17)] // One beyond the last kind.
    [InlineData(257)] // Would wrap to LOITERING in a byte.
    [InlineData(-1)]
    public void ToDomain_OfAnUnknownKind_Refuses(int number)
    {
        var message = AlertEventMapping.ToProto(SampleAlerts.Bare());
        message.Kind = (V1.AlertKind)number;

        Assert.Throws<FormatException>(() => AlertEventMapping.ToDomain(message));
    }

    [Fact]
    public void ToDomain_OfAnUnknownCategory_Refuses()
    {
        var message = AlertEventMapping.ToProto(SampleAlerts.Full());
        message.Asset.Category = "clothes_line";

        Assert.Throws<FormatException>(() => AlertEventMapping.ToDomain(message));
    }

    /// <summary>The words of the contract, section 3.</summary>
    [Theory]
    [InlineData(AssetCategory.TelecomCable, "telecom_cable")]
    [InlineData(AssetCategory.PowerCable, "power_cable")]
    [InlineData(AssetCategory.ExportCable, "export_cable")]
    [InlineData(AssetCategory.GasPipeline, "gas_pipeline")]
    [InlineData(AssetCategory.OilPipeline, "oil_pipeline")]
    [InlineData(AssetCategory.CableArea, "cable_area")]
    [InlineData(AssetCategory.PipelineArea, "pipeline_area")]
    public void AssetCategoryName_OfEachCategory_IsTheContractsWord(AssetCategory category, string word)
    {
        Assert.Equal(word, AssetCategoryName.Of(category));
        Assert.True(AssetCategoryName.TryParse(word, out var back));
        Assert.Equal(category, back);
    }

    /// <summary>Stored events carry the numbers: they may be added to, never changed.</summary>
    [Theory]
    [InlineData(typeof(AlertState), typeof(V1.AlertState), "Unspecified=0 Raised=1 Maintained=2 Lowered=3 Closed=4 Retracted=5")]
    [InlineData(typeof(Severity), typeof(V1.Severity), "Unspecified=0 Notice=1 Warning=2 Alarm=3 Critical=4")]
    [InlineData(
        typeof(AlertKind),
        typeof(V1.AlertKind),
        "Unspecified=0 Loitering=1 RepeatedCrossing=2 AnchoredOnAsset=3 DragAtAnchor=4 PoweredDrag=5 Drifting=6 Trawling=7 DarkGap=8 KinematicSpoof=9 "
        + "DuplicateMmsi=10 IdentityChange=11 ImplausiblePosition=12 AreaInterference=13 FeedHealth=14 RouteDeviation=15 RestrictedArea=16")]
    public void Enums_OfDomainAndWire_HaveThePinnedNumbers(Type domain, Type wire, string pinned)
    {
        Assert.Equal(pinned, Describe(domain));
        Assert.Equal(pinned, Describe(wire));

        static string Describe(Type type) => string.Join(' ', Enum.GetValues(type).Cast<object>().Select(value => $"{value}={Convert.ToInt32(value, null)}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_731_801_600_500)]
    [InlineData(-1)] // The millisecond before 1970: nanos must not be negative.
    public void WireTime_ToProtoAndBack_IsTheSameMoment(long unixMilliseconds)
    {
        var timestamp = WireTime.ToProto(new Instant(unixMilliseconds));

        Assert.InRange(timestamp.Nanos, 0, 999_999_999);
        Assert.Equal(new Instant(unixMilliseconds), WireTime.ToDomain(timestamp));
    }
}
