using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Picture;

/// <summary>What a vessel has said of herself, as far as the picture shows it. Does not change; another word of hers makes another.</summary>
internal sealed class PictureStatic
{
    private readonly StaticReport report;
    private readonly Instant at;

    /// <summary>Made when somebody first asks; two at once make the same.</summary>
    private byte[]? json;

    private PictureStatic(StaticReport report, Instant at, long version, byte[]? json) => (this.report, this.at, Version, this.json) = (report, at, version, json);

    /// <summary>The pass that first showed it as it is.</summary>
    public long Version { get; }

    /// <summary>Event time of her newest word.</summary>
    public Instant At => at;

    /// <summary>Whether she has said anything that the picture shows.</summary>
    public bool IsShown => Shown(report) != default;

    /// <summary>A row of the picture: <c>[mmsi,name,callSign,imo,shipTypeCode,lengthMetres,breadthMetres,destination]</c>, null for what she has not said.</summary>
    public ReadOnlySpan<byte> Json => json ??= Write();

    /// <summary>Takes in one more word: the newest on each field counts, in whatever order they come.</summary>
    /// <param name="known">Her words before it, or null.</param>
    /// <param name="said">The word.</param>
    /// <param name="at">Its event time.</param>
    /// <param name="version">The pass.</param>
    public static PictureStatic With(PictureStatic? known, StaticReport said, Instant at, long version)
    {
        if (known is null)
        {
            return new PictureStatic(said, at, version, null);
        }

        var merged = at >= known.at ? known.report.UpdatedBy(said) : said.UpdatedBy(known.report);
        return Shown(merged) == Shown(known.report)
            ? new PictureStatic(merged, Instant.Max(at, known.at), known.Version, known.json)
            : new PictureStatic(merged, Instant.Max(at, known.at), version, null);
    }

    /// <summary>The same as a word laid over what is known already.</summary>
    public PictureStatic On(PictureStatic? known, long version) => With(known, report, at, version);

    private static (string?, string?, uint?, ShipType?, ushort?, ushort?, string?) Shown(StaticReport said) =>
        (said.Name, said.CallSign, said.ImoNumber, said.ShipType, said.LengthMetres, said.BreadthMetres, said.Destination);

    private byte[] Write()
    {
        var text = new ArrayBufferWriter<byte>(128);
        using (var row = new Utf8JsonWriter(text))
        {
            row.WriteStartArray();
            row.WriteNumberValue(report.Mmsi.Value);
            row.WriteStringValue(report.Name);
            row.WriteStringValue(report.CallSign);
            PictureVessel.Write(row, report.ImoNumber);
            PictureVessel.Write(row, report.ShipType?.Code);
            PictureVessel.Write(row, report.LengthMetres);
            PictureVessel.Write(row, report.BreadthMetres);
            row.WriteStringValue(report.Destination);
            row.WriteEndArray();
        }

        return text.WrittenSpan.ToArray();
    }
}
