using System.Globalization;
using System.IO.Compression;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Detection.Tests.Passages;

/// <summary>Ways drawn between fixes of recorded ships, held against the fixes left out.</summary>
public sealed class RecordedPathTests
{
    private const string Kattegat = "kattegat-dma/kattegat_1min_2025-11-01_and_03.csv.gz";

    [SharedDataFact(Kattegat)]
    public void FixPath_FourMinutesOfTurningShips_CurvesAreNearerThanLines()
    {
        var options = new PassageOptions();
        var (curved, straight, count) = (0.0, 0.0, 0);
        foreach (var track in Tracks())
        {
            for (var i = 0; i + 4 < track.Count; i += 4)
            {
                var path = new FixPath(track[i], track[i + 4], options, mayCurve: true);
                if (path.Form != PathForm.Curved || path.Seconds > 300 || Angle.Between(track[i].CourseOverGroundDegrees!.Value, track[i + 4].CourseOverGroundDegrees!.Value) < 15)
                {
                    continue;
                }

                var line = new FixPath(track[i], track[i + 4], options, mayCurve: false);
                for (var between = i + 1; between < i + 4; between++)
                {
                    var share = (track[between].Time - track[i].Time).TotalSeconds / path.Seconds;
                    curved += Math.Pow(Geodesic.DistanceMetres(path.At(share), track[between].Position), 2);
                    straight += Math.Pow(Geodesic.DistanceMetres(line.At(share), track[between].Position), 2);
                    count++;
                }
            }
        }

        Assert.True(count > 300, $"{count} fixes prove little");
        Assert.True(Math.Sqrt(curved / count) < 0.75 * Math.Sqrt(straight / count), $"{Math.Sqrt(curved / count):F0} m against {Math.Sqrt(straight / count):F0} m over {count} fixes");
    }

    private static IEnumerable<List<PositionReport>> Tracks()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.Path(Kattegat)), CompressionMode.Decompress));
        reader.ReadLine();
        var rows = new List<(string Track, PositionReport Fix)>();
        while (reader.ReadLine() is { } line)
        {
            var field = line.Split(',');
            Instant.TryParse(field[1], out var time);

            // Speed in metres a second, course as sine and cosine.
            rows.Add((field[7], PositionReport.Create(
                time, new Mmsi(uint.Parse(field[8], CultureInfo.InvariantCulture)), new GeoPosition(Number(field[2]), Number(field[3])), Number(field[4]) / Nautical.MetresPerSecondPerKnot, Angle.OfVector(Number(field[5]), Number(field[6])))));
        }

        return rows.GroupBy(row => row.Track).Select(track => track.Select(row => row.Fix).OrderBy(fix => fix.Time).ToList());
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
