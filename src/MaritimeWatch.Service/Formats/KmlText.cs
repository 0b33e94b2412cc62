using System.Globalization;
using System.Text;
using System.Xml;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Formats;

/// <summary>KML 2.3 with the tracks of KML's Google extension, which map programs can play in time.</summary>
internal static class KmlText
{
    private const string Kml = "http://www.opengis.net/kml/2.2";
    private const string Extension = "http://www.google.com/kml/ext/2.2";

    public static byte[] Write(Answer answer)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " " }))
        {
            xml.WriteStartElement("kml", Kml);
            xml.WriteAttributeString("xmlns", "gx", null, Extension);
            xml.WriteStartElement("Document", Kml);
            Element(xml, "name", answer.Label.Length > 0 ? $"{answer.Title} ({answer.Label})" : answer.Title);
            Data(xml, [(CsvText.LabelColumn, answer.Label)]);
            if (answer.Tracks is { } tracks)
            {
                foreach (var track in tracks)
                {
                    Track(xml, track);
                }
            }
            else
            {
                foreach (var row in answer.Rows)
                {
                    Row(xml, answer.Columns, row);
                }
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Row(XmlWriter xml, IReadOnlyList<string> columns, AnswerRow row)
    {
        xml.WriteStartElement("Placemark", Kml);
        Element(xml, "name", row.Name);
        if (row.Until is { } until)
        {
            xml.WriteStartElement("TimeSpan", Kml);
            Element(xml, "begin", row.Since!.Value.ToString());
            Element(xml, "end", until.ToString());
            xml.WriteEndElement();
        }
        else if (row.Since is { } since)
        {
            xml.WriteStartElement("TimeStamp", Kml);
            Element(xml, "when", since.ToString());
            xml.WriteEndElement();
        }

        Data(xml, columns.Zip(row.Cells, (name, cell) => (name, CsvText.Plain(cell))));
        if (row.Way is { } way)
        {
            Way(xml, [.. way.Stretches().SelectMany(AntimeridianCut.Lines)]);
        }
        else if (row.Position is { } position)
        {
            Shape(xml, [position]);
        }

        xml.WriteEndElement();
    }

    private static void Way(XmlWriter xml, List<List<TrackPoint>> lines)
    {
        if (lines.Count > 1)
        {
            xml.WriteStartElement("MultiGeometry", Kml);
        }

        foreach (var line in lines)
        {
            Shape(xml, [.. line.Select(point => point.Position)]);
        }

        if (lines.Count > 1)
        {
            xml.WriteEndElement();
        }
    }

    /// <summary>A line, or where there is but one place, a point.</summary>
    private static void Shape(XmlWriter xml, IReadOnlyList<GeoPosition> places)
    {
        xml.WriteStartElement(places.Count > 1 ? "LineString" : "Point", Kml);
        Element(xml, "coordinates", string.Join(' ', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Longitude:0.#######},{place.Latitude:0.#######}"))));
        xml.WriteEndElement();
    }

    private static void Track(XmlWriter xml, AnswerTrack track)
    {
        xml.WriteStartElement("Placemark", Kml);
        Element(xml, "name", VesselText.Name(track.Vessel));
        Data(xml, VesselText.Cells(track.Vessel).Select(cell => (cell.Name, CsvText.Plain(cell.Value))));
        xml.WriteStartElement("MultiTrack", Extension);

        // Nothing is drawn across a gap.
        xml.WriteElementString("interpolate", Extension, "0");
        foreach (var stretch in track.Stretches())
        {
            xml.WriteStartElement("Track", Extension);
            foreach (var point in stretch)
            {
                Element(xml, "when", WireTime.ToDomain(point.Time).ToString());
            }

            foreach (var point in stretch)
            {
                xml.WriteElementString("coord", Extension, string.Create(CultureInfo.InvariantCulture, $"{point.Position.Longitude:0.#######} {point.Position.Latitude:0.#######} 0"));
            }

            Arrays(xml, stretch);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Arrays(XmlWriter xml, IReadOnlyList<TrackPoint> stretch)
    {
        xml.WriteStartElement("ExtendedData", Kml);
        xml.WriteStartElement("SchemaData", Kml);
        foreach (var (name, value) in TrackColumns.OfPoint)
        {
            xml.WriteStartElement("SimpleArrayData", Extension);
            xml.WriteAttributeString("name", name);
            foreach (var point in stretch)
            {
                xml.WriteElementString("value", Extension, CsvText.Plain(value(point)));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Data(XmlWriter xml, IEnumerable<(string Name, string Value)> values)
    {
        values = [.. values.Where(value => value.Value.Length > 0)];
        if (!values.Any())
        {
            return;
        }

        xml.WriteStartElement("ExtendedData", Kml);
        foreach (var (name, value) in values)
        {
            xml.WriteStartElement("Data", Kml);
            xml.WriteAttributeString("name", name);
            Element(xml, "value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Texts of strangers may hold what XML cannot.</summary>
    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Kml, PlainText.Clean(text));
}
