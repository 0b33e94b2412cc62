using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Tracks as GeoJSON: a line for each vessel with the times of its points, a point for each event of the alert.</summary>
internal static class TrackShape
{
    /// <summary>The collection.</summary>
    /// <param name="tracks">By vessel, the oldest point first.</param>
    /// <param name="vessels">What each says of herself.</param>
    /// <param name="events">Drawn where they have a position.</param>
    /// <param name="label">As <see cref="TlpMarking.Of"/> writes it.</param>
    public static byte[] Write(IEnumerable<IGrouping<Mmsi, PositionReport>> tracks, IReadOnlyDictionary<Mmsi, StaticReport> vessels, IEnumerable<AlertEvent> events, string label) => GeoJsonText.Collection(label, json =>
    {
        foreach (var track in tracks.OrderBy(track => track.Key.Value))
        {
            Line(json, track.Key, [.. track], vessels.GetValueOrDefault(track.Key)?.Name, label);
        }

        foreach (var alert in events.Where(alert => alert.Position is not null))
        {
            GeoJsonText.Feature(json, "Point", () => GeoJsonText.Rounded(json, alert.Position!.Value), () =>
            {
                json.WriteString("what", "alert event");
                json.WriteString("alertId", alert.AlertId);
                json.WriteNumber("revision", alert.Revision);
                json.WriteString("state", alert.State.ToString());
                json.WriteString("severity", alert.Severity.ToString());
                json.WriteString("time", alert.EventTime.ToString());
                json.WriteString("headline", PlainText.Clean(alert.Headline));
                json.WriteString(GeoJsonText.Label, label);
            });
        }
    });

    private static void Line(Utf8JsonWriter json, Mmsi mmsi, PositionReport[] points, string? name, string label)
    {
        // RFC 7946, 3.1.9: a line that crosses the antimeridian is cut there.
        var pieces = new List<List<PositionReport>> { new() };
        foreach (var point in points)
        {
            if (pieces[^1].Count > 0 && Math.Abs(point.Longitude - pieces[^1][^1].Longitude) > 180)
            {
                pieces.Add([]);
            }

            pieces[^1].Add(point);
        }

        var isPoint = points.Length == 1;
        GeoJsonText.Feature(json, isPoint ? "Point" : "MultiLineString", Coordinates, () =>
        {
            json.WriteString("what", "track");
            json.WriteNumber("mmsi", mmsi.Value);
            if (name is not null)
            {
                json.WriteString("name", PlainText.Clean(name));
            }

            json.WriteNumber("points", points.Length);
            json.WriteString("from", points[0].Time.ToString());
            json.WriteString("to", points[^1].Time.ToString());
            json.WriteStartArray("times");
            foreach (var piece in pieces)
            {
                json.WriteStartArray();
                foreach (var point in piece)
                {
                    json.WriteStringValue(point.Time.ToString());
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteString(GeoJsonText.Label, label);
        });

        void Coordinates()
        {
            if (isPoint)
            {
                GeoJsonText.Rounded(json, points[0].Position);
                return;
            }

            json.WriteStartArray();
            foreach (var piece in pieces)
            {
                json.WriteStartArray();
                foreach (var point in piece)
                {
                    GeoJsonText.Rounded(json, point.Position);
                }

                // A line has two positions; a lone one beside the antimeridian stands twice.
                if (piece.Count == 1)
                {
                    GeoJsonText.Rounded(json, piece[0].Position);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }
}
