#:property PublishAot=false

// Turns a table of submarine assets (CSV) into the two asset files beside this folder.
//
//   dotnet run GenerateAssets.cs -- <assets.csv> <output folder>
//
// Columns by name; waypointsLatLon is "lat,lon;lat,lon…", latitude first. Rules:
//   redistribution = derive               -> only the two ends are kept (the route between them is not ours to distribute)
//   redistribution = ok, landing_points_only -> as given
//   seaOnly = no                          -> left out: joining the points would draw a line over land
//   fewer than two points                 -> left out: not a line
// north-sea-charted.geojson keeps the honest doubt of the table; north-sea-exercise.geojson is the same lines with the doubt of a
// survey, the chart of a simulated sea in which the cables lie exactly on these lines.

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: dotnet run GenerateAssets.cs -- <assets.csv> <output folder>");
    return 2;
}

var rows = ReadCsv(File.ReadAllText(args[0]));
var columns = rows[0];
var assets = new List<Dictionary<string, string>>();
foreach (var row in rows.Skip(1))
{
    var asset = columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
    var points = asset["waypointsLatLon"].Split(';', StringSplitOptions.RemoveEmptyEntries);
    var reason = asset["seaOnly"] == "no" ? "crosses land" : points.Length < 2 ? "a single point is not a line" : null;
    if (reason is null)
    {
        assets.Add(asset);
    }
    else
    {
        Console.Error.WriteLine($"left out {asset["id"]}: {reason}");
    }
}

Write("north-sea-charted.geojson", asset => asset["positionalSigmaMetres"], asset => asset["source"]);
Write("north-sea-exercise.geojson", asset => asset["category"] == "telecom_cable" ? "100" : "50", asset => "Exercise only, not for watch-keeping; after: " + asset["source"]);
return 0;

void Write(string file, Func<Dictionary<string, string>, string> sigma, Func<Dictionary<string, string>, string> source)
{
    var features = assets.Select(asset => Feature(asset, sigma(asset), source(asset)));
    var text = "{\"type\":\"FeatureCollection\",\"features\":[\n" + string.Join(",\n", features) + "\n]}\n";
    File.WriteAllText(Path.Combine(args[1], file), text);
    Console.Error.WriteLine($"{file}: {assets.Count} assets");
}

static string Feature(Dictionary<string, string> asset, string sigma, string source)
{
    var points = asset["waypointsLatLon"].Split(';', StringSplitOptions.RemoveEmptyEntries);
    if (asset["redistribution"] == "derive")
    {
        points = [points[0], points[^1]];
    }

    var properties = new List<string> { Text("id", asset["id"]), Text("name", asset["name"]), Text("category", asset["category"]), Text("status", asset["status"]) };
    foreach (var column in (string[])["operator", "contact"])
    {
        if (asset[column].Length > 0)
        {
            properties.Add(Text(column, asset[column]));
        }
    }

    properties.Add($"\"positionalSigmaMetres\":{Number(sigma)}");
    if (asset["buriedDepthMetres"].Length > 0)
    {
        properties.Add($"\"buriedDepthMetres\":{Number(asset["buriedDepthMetres"])}");
    }

    foreach (var column in (string[])["validFrom", "validTo"])
    {
        if (asset[column].Length > 0)
        {
            properties.Add(Text(column, asset[column]));
        }
    }

    properties.Add(Text("source", source));
    return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":["
        + string.Join(",", points.Select(Swap)) + "]},\"properties\":{" + string.Join(",", properties) + "}}";
}

// GeoJSON has longitude first.
static string Swap(string latitudeLongitude)
{
    var parts = latitudeLongitude.Split(',');
    return $"[{Number(parts[1])},{Number(parts[0])}]";
}

static string Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

static string Text(string name, string value) => $"\"{name}\":\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

// RFC 4180: commas, quotes doubled inside quotes.
static List<List<string>> ReadCsv(string text)
{
    var rows = new List<List<string>>();
    var row = new List<string>();
    var field = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < text.Length; i++)
    {
        var c = text[i];
        if (quoted)
        {
            if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = false;
            }
            else
            {
                field.Append(c);
            }
        }
        else if (c == '"')
        {
            quoted = true;
        }
        else if (c is ',' or '\n')
        {
            row.Add(field.ToString());
            field.Clear();
            if (c == '\n')
            {
                rows.Add(row);
                row = [];
            }
        }
        else if (c != '\r')
        {
            field.Append(c);
        }
    }

    if (field.Length > 0 || row.Count > 0)
    {
        row.Add(field.ToString());
        rows.Add(row);
    }

    return rows;
}
