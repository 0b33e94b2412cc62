using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Picture;

/// <summary>A vessel as one pass of the picture left her. Does not change, so that whoever writes her to a slow reader needs no lock.</summary>
internal sealed class PictureVessel
{
    /// <summary>ITU-R gives 1/10,000 of a minute, 18 cm; six decimals are 11 cm.</summary>
    private const int Decimals = 6;

    /// <summary>Made when somebody first asks; two at once make the same.</summary>
    private byte[]? json;

    private PictureVessel(Mmsi mmsi, PositionReport? last, long movedAt, PictureStatic? said, byte[]? json) => (Mmsi, Last, MovedAt, Said, this.json) = (mmsi, last, movedAt, said, json);

    public Mmsi Mmsi { get; }

    /// <summary>Her newest position; null where none is known, or none any more.</summary>
    public PositionReport? Last { get; }

    /// <summary>The pass in which <see cref="Last"/> became as it is; 0 where there never was one.</summary>
    public long MovedAt { get; }

    /// <summary>What she has said of herself, or null.</summary>
    public PictureStatic? Said { get; }

    /// <summary>A row of the picture: <c>[mmsi,unixSeconds,longitude,latitude,sog,cog,heading,navStatusCode,class]</c>, null for what is not known. Only where there is a <see cref="Last"/>.</summary>
    public ReadOnlySpan<byte> Json => json ??= Write(Last!.Value);

    /// <summary>Somebody of whom nothing is known yet.</summary>
    public static PictureVessel Unknown(Mmsi mmsi) => new(mmsi, null, 0, null, null);

    public PictureVessel At(in PositionReport position, long version) => new(Mmsi, position, version, Said, null);

    public PictureVessel Saying(PictureStatic said) => new(Mmsi, Last, MovedAt, said, json);

    /// <summary>The same without a position: not heard for so long that she is given up.</summary>
    public PictureVessel Lost(long version) => new(Mmsi, null, version, Said, null);

    public bool IsIn(GeoBox box) => Last is { } last && box.Contains(last.Position);

    internal static void Write(Utf8JsonWriter row, double? number)
    {
        if (number is { } known)
        {
            row.WriteNumberValue(known);
        }
        else
        {
            row.WriteNullValue();
        }
    }

    private static byte[] Write(in PositionReport last)
    {
        var text = new ArrayBufferWriter<byte>(96);
        using (var row = new Utf8JsonWriter(text))
        {
            row.WriteStartArray();
            row.WriteNumberValue(last.Mmsi.Value);
            row.WriteNumberValue(last.Time.UnixSeconds);
            row.WriteNumberValue(Math.Round(last.Longitude, Decimals));
            row.WriteNumberValue(Math.Round(last.Latitude, Decimals));
            Write(row, last.SpeedOverGroundKnots);
            Write(row, last.CourseOverGroundDegrees);
            Write(row, last.TrueHeadingDegrees);
            Write(row, last.Status == NavigationalStatus.Undefined ? null : (byte)last.Status);
            row.WriteStringValue(last.StationClass switch { StationClass.ClassA => "A", StationClass.ClassB => "B", _ => null });
            row.WriteEndArray();
        }

        return text.WrittenSpan.ToArray();
    }
}
