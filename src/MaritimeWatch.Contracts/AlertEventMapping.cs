using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Contracts;

/// <summary>Alert events between the domain and the wire, without loss: no rounding, null is absent.</summary>
/// <remarks>Enum values carry the same numbers on both sides; a test pins them, since stored events outlive a release.</remarks>
public static class AlertEventMapping
{
    /// <summary>The message of an alert event.</summary>
    public static V1.AlertEvent ToProto(AlertEvent alert)
    {
        var message = new V1.AlertEvent
        {
            Sequence = alert.Sequence,
            AlertId = alert.AlertId,
            Revision = alert.Revision,
            State = (V1.AlertState)alert.State,
            Kind = (V1.AlertKind)alert.Kind,
            Severity = (V1.Severity)alert.Severity,
            Vessel = alert.Vessel is { } vessel ? ToProto(vessel) : null,
            Asset = alert.Asset is { } asset ? ToProto(asset) : null,
            Since = WireTime.ToProto(alert.Since),
            EventTime = WireTime.ToProto(alert.EventTime),
            Position = alert.Position is { } position ? WirePosition.ToProto(position) : null,
            Headline = alert.Headline,
            RecommendedAction = alert.RecommendedAction,
            Evidence = EvidenceMapping.ToProto(alert.Evidence),
        };
        if (alert.DistanceMetres is { } distanceMetres)
        {
            message.DistanceMetres = distanceMetres;
        }

        if (!alert.NextAssets.IsDefault)
        {
            message.NextAssets.AddRange(alert.NextAssets.Select(ToProto));
        }

        if (!alert.SuppressedBy.IsDefault)
        {
            message.SuppressedBy.AddRange(alert.SuppressedBy);
        }

        return message;
    }

    /// <summary>The alert event of a message.</summary>
    /// <exception cref="FormatException">A field that every event has is missing, or a word is unknown.</exception>
    public static AlertEvent ToDomain(V1.AlertEvent message) => new()
    {
        Sequence = message.Sequence,
        AlertId = message.AlertId,
        Revision = message.Revision,
        State = Known<AlertState>((int)message.State),
        Kind = Known<AlertKind>((int)message.Kind),
        Severity = Known<Severity>((int)message.Severity),
        Vessel = message.Vessel is { } vessel ? ToDomain(vessel) : null,
        Asset = message.Asset is { } asset ? ToDomain(asset) : null,
        Since = WireTime.ToDomain(Present(message.Since, "since")),
        EventTime = WireTime.ToDomain(Present(message.EventTime, "eventTime")),
        Position = message.Position is { } position ? WirePosition.ToDomain(position) : null,
        DistanceMetres = message.HasDistanceMetres ? message.DistanceMetres : null,
        NextAssets = [.. message.NextAssets.Select(ToDomain)],
        Headline = message.Headline,
        RecommendedAction = message.RecommendedAction,
        Evidence = EvidenceMapping.ToDomain(Present(message.Evidence, "evidence")),
        SuppressedBy = [.. message.SuppressedBy],
    };

    private static V1.AlertVessel ToProto(VesselIdentity vessel)
    {
        var message = new V1.AlertVessel { Mmsi = vessel.Mmsi.Value };
        if (vessel.Name is { } name)
        {
            message.Name = name;
        }

        if (vessel.ImoNumber is { } imoNumber)
        {
            message.Imo = imoNumber;
        }

        if (vessel.CallSign is { } callSign)
        {
            message.CallSign = callSign;
        }

        if (vessel.ShipType is { } shipType)
        {
            message.ShipType = shipType;
        }

        if (vessel.LengthMetres is { } lengthMetres)
        {
            message.LengthMetres = lengthMetres;
        }

        return message;
    }

    private static VesselIdentity ToDomain(V1.AlertVessel message) => new(
        new Mmsi(message.Mmsi),
        message.HasName ? message.Name : null,
        message.HasImo ? message.Imo : null,
        message.HasCallSign ? message.CallSign : null,
        message.HasShipType ? message.ShipType : null,
        message.HasLengthMetres ? message.LengthMetres : null);

    private static V1.AlertAsset ToProto(AssetReference asset)
    {
        var message = new V1.AlertAsset { Id = asset.Id, Name = asset.Name, Category = AssetCategoryName.Of(asset.Category) };
        if (asset.Operator is { } assetOperator)
        {
            message.Operator = assetOperator;
        }

        return message;
    }

    private static AssetReference ToDomain(V1.AlertAsset message) => new(
        message.Id,
        message.Name,
        AssetCategoryName.TryParse(message.Category, out var category)
            ? category
            : throw new FormatException($"unknown asset category '{message.Category}'"),
        message.HasOperator ? message.Operator : null);

    private static V1.NextAsset ToProto(NextAsset next)
    {
        var message = new V1.NextAsset
        {
            AssetId = next.AssetId,
            AssetName = next.AssetName,
            Eta = WireTime.ToProto(next.Eta),
            EarliestEta = WireTime.ToProto(next.EarliestEta),
            LatestEta = WireTime.ToProto(next.LatestEta),
            DistanceMetres = next.DistanceMetres,
            CrossingPoint = WirePosition.ToProto(next.CrossingPoint),
        };
        if (next.Operator is { } assetOperator)
        {
            message.Operator = assetOperator;
        }

        if (next.Contact is { } contact)
        {
            message.Contact = contact;
        }

        return message;
    }

    private static NextAsset ToDomain(V1.NextAsset message) => new(
        message.AssetId,
        message.AssetName,
        WireTime.ToDomain(Present(message.Eta, "nextAssets.eta")),
        WireTime.ToDomain(Present(message.EarliestEta, "nextAssets.earliestEta")),
        WireTime.ToDomain(Present(message.LatestEta, "nextAssets.latestEta")),
        message.DistanceMetres,
        WirePosition.ToDomain(Present(message.CrossingPoint, "nextAssets.crossingPoint")),
        message.HasOperator ? message.Operator : null,
        message.HasContact ? message.Contact : null);

    private static T Present<T>(T? field, string name)
        where T : class => field ?? throw new FormatException($"the alert event has no {name}");

    // The domain's enums are bytes: a number beyond one must not wrap around to a known value.
    private static T Known<T>(int number)
        where T : struct, Enum =>
        number is >= 0 and <= byte.MaxValue && Enum.IsDefined(typeof(T), (byte)number)
            ? (T)Enum.ToObject(typeof(T), (byte)number)
            : throw new FormatException($"unknown {typeof(T).Name} {number}");
}
