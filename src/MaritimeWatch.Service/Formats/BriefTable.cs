using System.Globalization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Formats;

/// <summary>The columns of an answer that a person wants to see in a terminal.</summary>
internal static class BriefTable
{
    private const string Yes = "yes";

    public static readonly (string Heading, string Column)[] Track =
        [("TIME", "time"), ("LATITUDE", "latitude"), ("LONGITUDE", "longitude"), ("KNOTS", "speedOverGroundKnots"), ("COURSE", "courseOverGroundDegrees"), ("HEADING", "trueHeadingDegrees"), ("STATUS", "navigationalStatus"), ("BETWEEN FIXES", "interpolated"), ("AFTER A GAP", "afterGap")];

    public static readonly (string Heading, string Column)[] Visits =
        [("MMSI", "mmsi"), ("NAME", "name"), ("TYPE", "shipType"), ("LENGTH", "lengthMetres"), ("FIRST INSIDE", "firstInside"), ("LAST INSIDE", "lastInside"), ("FIXES", "fixCount"), ("CLOSEST M", "closestMetres"), ("AT", "closestTime"), ("BETWEEN FIXES", "closestInterpolated"), ("CROSSED", "crossingCount"), ("ONLY POSSIBLE", "possible"), ("SILENT BEFORE", "silentBefore"), ("SILENT AFTER", "silentAfter")];

    public static readonly (string Heading, string Column)[] Crossings =
        [("TIME", "time"), ("MMSI", "mmsi"), ("NAME", "name"), ("TYPE", "shipType"), ("LENGTH", "lengthMetres"), ("KM", "kilometresAlong"), ("LATITUDE", "latitude"), ("LONGITUDE", "longitude"), ("KNOTS", "speedKnots"), ("COURSE", "courseDegrees"), ("GAP S", "gapSeconds"), ("ONLY POSSIBLE", "possible")];

    public static readonly (string Heading, string Column)[] Positions =
        [("MMSI", "mmsi"), ("NAME", "name"), ("TYPE", "shipType"), ("LENGTH", "lengthMetres"), ("TIME", "time"), ("LATITUDE", "latitude"), ("LONGITUDE", "longitude"), ("KNOTS", "speedOverGroundKnots"), ("COURSE", "courseOverGroundDegrees"), ("STATUS", "navigationalStatus")];

    public static readonly (string Heading, string Column)[] Encounters =
        [("SINCE", "since"), ("UNTIL", "until"), ("MMSI", "mmsi"), ("NAME", "name"), ("OTHER", "otherMmsi"), ("NAME", "otherName"), ("LATITUDE", "latitude"), ("LONGITUDE", "longitude"), ("CLOSEST M", "closestMetres"), ("KNOTS", "medianKnots"), ("OPEN AT START", "openAtStart"), ("OPEN AT END", "openAtEnd")];

    public static readonly (string Heading, string Column)[] Statistics = [("COUNT", "count"), ("OF", "of"), ("POSITIONS", "positions"), ("VESSELS", "vessels")];

    public static IReadOnlyList<string[]> Rows(Answer answer, (string Heading, string Column)[] columns)
    {
        var places = columns.Select(column => answer.Columns.ToList().IndexOf(column.Column)).ToArray();
        return [.. answer.Rows.Select(row => places.Select(place => Text(row.Cells[place])).ToArray())];
    }

    private static string Text(object? cell) => cell switch
    {
        bool truth => truth ? Yes : "",
        Instant time => time.WholeSecond.ToString(),
        double number => number.ToString("0.#####", CultureInfo.InvariantCulture),
        _ => CsvText.Plain(cell),
    };
}
