using System.Collections.Immutable;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Assets;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Queries;

/// <summary>What is charted, as messages; the words are those of chart files.</summary>
internal static class ChartMessages
{
    /// <summary>Number of bits in RESTRN.</summary>
    private const int Restrictions = 64;

    public static Asset Of(ChartedAsset charted, bool withGeometry)
    {
        var asset = new Asset
        {
            Id = charted.Id,
            Name = charted.Name,
            Category = AssetCategoryName.Of(charted.Category),
            Status = Word(charted.Status),
            PositionalSigmaMetres = charted.PositionalSigmaMetres,
            ValidFrom = charted.ValidFrom is { } from ? WireTime.ToProto(from) : null,
            ValidTo = charted.ValidTo is { } to ? WireTime.ToProto(to) : null,
        };
        if (charted.Operator is { } assetOperator)
        {
            asset.Operator = assetOperator;
        }

        if (charted.Contact is { } contact)
        {
            asset.Contact = contact;
        }

        if (charted.BuriedDepthMetres is { } depth)
        {
            asset.BuriedDepthMetres = depth;
        }

        if (charted.Source is { } source)
        {
            asset.Source = source;
        }

        if (withGeometry)
        {
            asset.Parts.AddRange(charted.Parts.Select(Sequence));
        }

        return asset;
    }

    public static Contracts.V1.ContextArea Of(Domain.Assets.ContextArea charted, bool withGeometry)
    {
        var area = new Contracts.V1.ContextArea
        {
            Id = charted.Id,
            Name = charted.Name,
            Category = Word(charted.Category),
            ValidFrom = charted.ValidFrom is { } from ? WireTime.ToProto(from) : null,
            ValidTo = charted.ValidTo is { } to ? WireTime.ToProto(to) : null,
        };
        if (charted.DirectionDegrees is { } direction)
        {
            area.DirectionDegrees = direction;
        }

        if (charted.Restrictions is { } restrictions)
        {
            area.Restrictions.AddRange(Enumerable.Range(0, Restrictions).Where(bit => ((ulong)restrictions >> bit & 1) != 0).Select(bit => (uint)bit));
        }

        if (charted.Source is { } source)
        {
            area.Source = source;
        }

        if (withGeometry)
        {
            area.Parts.AddRange(charted.Rings.Select(Sequence));
        }

        return area;
    }

    /// <summary>As chart files have it, e.g. <c>in_service</c>, <c>pilot_boarding</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static PositionSequence Sequence(ImmutableArray<GeoPosition> positions)
    {
        var sequence = new PositionSequence();
        sequence.Positions.AddRange(positions.Select(WirePosition.ToProto));
        return sequence;
    }
}
