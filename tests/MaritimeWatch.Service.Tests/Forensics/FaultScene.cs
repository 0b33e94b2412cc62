using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Forensics;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>A cable along the meridian of 2 E that failed at noon, and ships about it, each given by where and when she crosses it.</summary>
internal sealed class FaultScene
{
    /// <summary>Nothing in it may reach a page, a picture or a table as markup, formula or control.</summary>
    public const string HostileName = "=1+1</text><script>alert(1)</script>\u001b[31m\u202E\"'&";

    public static readonly Instant Noon = Instant.FromUtc(2024, 12, 25, 12);

    public static readonly ChartedAsset Cable = new()
    {
        Id = "cable",
        Name = "Cable <one>",
        Category = AssetCategory.PowerCable,
        Status = AssetStatus.InService,
        Parts = [[new GeoPosition(51, 2), new GeoPosition(52, 2)]],
        PositionalSigmaMetres = 50,
    };

    public MemoryTracks Tracks { get; } = new();

    /// <summary>A ship on one course, heard every minute from two hours before to two hours after she crosses.</summary>
    /// <param name="mmsi">Who.</param>
    /// <param name="minutes">When she crosses, minutes after noon.</param>
    /// <param name="latitude">Where.</param>
    /// <param name="knots">Her speed so many minutes after the crossing.</param>
    /// <param name="isHeard">Whether she is heard so many minutes after the crossing.</param>
    /// <param name="said">What she says of herself.</param>
    public FaultScene Ship(uint mmsi, double minutes = 0, double latitude = 51.5, Func<double, double>? knots = null, Func<double, bool>? isHeard = null, StaticReport? said = null)
    {
        knots ??= _ => 10;
        isHeard ??= _ => true;
        Tracks.Say(Noon - TimeSpan.FromHours(2), said ?? new StaticReport(new Mmsi(mmsi), Name: $"SHIP {mmsi % 1000}", ShipType: new ShipType(70), LengthMetres: 150));
        var metresPerDegree = new LocalPlane(new GeoPosition(latitude, 2)).MetresPerDegreeLongitude;
        for (var minute = -120; minute <= 120; minute++)
        {
            // Eastward, so that she is on the line at minute 0.
            var metres = minute >= 0 ? Sailed(0, minute) : -Sailed(minute, 0);
            if (isHeard(minute))
            {
                Tracks.Add(PositionReport.Create(Noon + TimeSpan.FromMinutes(minutes + minute), new Mmsi(mmsi), new GeoPosition(latitude, 2 + (metres / metresPerDegree)), knots(minute), 90, 90, NavigationalStatus.UnderWayUsingEngine));
            }
        }

        return this;

        double Sailed(int from, int to) => Enumerable.Range(from, to - from).Sum(minute => knots(minute + 0.5) * Nautical.MetresPerSecondPerKnot * 60);
    }

    public SuspectReport Ask(Func<FaultQuestion, FaultQuestion>? change = null, MemoryTracks? tracks = null)
    {
        var question = new FaultQuestion { Asset = Cable, At = Noon };
        return new SuspectSearch(tracks ?? Tracks, SuspectAlerts.None).Run(change?.Invoke(question) ?? question, CancellationToken.None);
    }
}
