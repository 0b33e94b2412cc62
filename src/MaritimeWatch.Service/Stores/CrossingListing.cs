using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Storage.Crossings;

namespace MaritimeWatch.Service.Stores;

/// <summary>The crossings of one shape of an asset that a store wrote down, as JSON lines, a page in memory at a time.</summary>
internal sealed class CrossingListing(SqliteCrossings crossings, string asset, string shape, Instant from, Instant to)
{
    private const int PageSize = 10_000;
    private const int MostSpansTold = 10;

    /// <summary>Writes all of them in order of time, vessel, place.</summary>
    /// <returns>How many were written.</returns>
    public long Write(ExportFile output, CancellationToken interrupted)
    {
        var written = 0L;
        CrossingPlace? after = null;
        var lines = new ArrayBufferWriter<byte>();
        while (!interrupted.IsCancellationRequested)
        {
            var page = crossings.OfAsset(asset, shape, from, to, after, PageSize);
            lines.ResetWrittenCount();
            foreach (var crossing in page)
            {
                Write(crossing, lines);
            }

            output.Write(lines.WrittenSpan);
            written += page.Count;
            if (page.Count < PageSize)
            {
                break;
            }

            after = new CrossingPlace(page[^1].Time, page[^1].Mmsi, page[^1].AlongMetres);
        }

        return written;
    }

    /// <summary>In which spans none is missing, for a person.</summary>
    public string KnownInWords()
    {
        var known = crossings.Covered(asset, shape, from, to);
        return known.Count == 0
            ? "nobody has looked for all of them at any time ('store import --assets' does)"
            : $"none is missing {string.Join(", ", known.Take(MostSpansTold).Select(span => $"from {span.From} to {span.To}"))}{(known.Count > MostSpansTold ? $", and in {known.Count - MostSpansTold} more spans" : "")}";
    }

    private static void Write(in VesselCrossing crossing, ArrayBufferWriter<byte> lines)
    {
        using (var json = new Utf8JsonWriter(lines))
        {
            json.WriteStartObject();
            json.WriteString("time", crossing.Time.ToString());
            json.WriteNumber("mmsi", crossing.Mmsi.Value);
            json.WriteString("assetId", crossing.AssetId);
            json.WriteNumber("latitude", Math.Round(crossing.Position.Latitude, 6));
            json.WriteNumber("longitude", Math.Round(crossing.Position.Longitude, 6));
            json.WriteNumber("kilometresAlong", crossing.AlongMetres / 1_000m);
            if (crossing.SpeedKnots is { } knots)
            {
                json.WriteNumber("speedKnots", knots);
            }

            if (crossing.CourseDegrees is { } degrees)
            {
                json.WriteNumber("courseDegrees", degrees);
            }

            json.WriteNumber("gapSeconds", crossing.GapSeconds);
            json.WriteBoolean("possible", !crossing.IsSure);
            json.WriteEndObject();
        }

        lines.Write("\n"u8);
    }
}
