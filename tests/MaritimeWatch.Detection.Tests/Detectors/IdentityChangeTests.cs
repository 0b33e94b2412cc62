using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>S3: name, call sign, IMO number or size under one MMSI; a notice, two at once a warning (detectors.md C.10).</summary>
public sealed class IdentityChangeTests
{
    private static readonly Mmsi Someone = new(219_000_606);

    // 9074729 is the IMO number that IMO resolution A.1117(30) computes as its example; 9224984 and 9329760 are those of detectors.md G.1.
    private static readonly StaticReport Anna = new(Someone, 9_074_729, "OXYZ2", "ANNA", new ShipType(70), 100, 20, 10, 10, 120, 20, MessageType: 5);

    [Fact]
    public void Watch_NameChangesOverACable_IsANotice()
    {
        var log = Near(Anna, Anna with { Name = "BERTA" });
        var raised = Assert.Single(log.Of(AlertKind.IdentityChange), alert => alert.State == AlertState.Raised);
        Assert.Equal(Severity.Notice, raised.Severity);
        Assert.Contains("name ANNA became BERTA", raised.Headline, StringComparison.Ordinal);
        Assert.Equal(Voyage.Moment("01:00"), raised.Since);

        // Said again twelve minutes after it was first said, sent every six minutes.
        Logbook.AssertBetween("01:06", "01:08", raised.EventTime);
    }

    [Fact]
    public void Watch_TwoFactsChange_IsAWarningAnywhereForAShip()
    {
        var log = Far(Anna, Anna with { Name = "BERTA", CallSign = "PBAB" });
        var raised = Assert.Single(log.Of(AlertKind.IdentityChange), alert => alert.State == AlertState.Raised);
        Assert.Equal(Severity.Warning, raised.Severity);
    }

    [Theory]
    [InlineData("BERTA", "OXYZ2", 120)]
    [InlineData("ANNA", "PBAB", 120)]
    [InlineData("ANNA", "OXYZ2", 180)]
    public void Watch_OneFactChangesFarFromEverything_IsHeldBack(string name, string callSign, int length)
    {
        var log = Far(Anna, Anna with { Name = name, CallSign = callSign, LengthMetres = (ushort)length });
        Assert.Empty(log.Of(AlertKind.IdentityChange));
        Assert.Contains("no watched asset", Assert.Single(log.HeldBack, held => held.Kind == AlertKind.IdentityChange).Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, StaticReport> NoChanges => new()
    {
        { "two letters", Anna with { Name = "ANITA" } },
        { "padding and case", Anna with { Name = " Anna@@" } },
        { "longer name of the same ship", Anna with { Name = "ANNA MARIA OF THE SEA" } },
        { "nought for O", Anna with { CallSign = "0XYZ2" } },
        { "nothing said", new StaticReport(Someone, MessageType: 5) },
        { "two metres", Anna with { LengthMetres = 122, BreadthMetres = 22 } },
        { "antenna moved", Anna with { ToBow = 20, ToStern = 100 } },
        { "a bad IMO number", Anna with { ImoNumber = 9_074_728 } },
        { "another source", Anna with { Name = "BERTA", MessageType = 0 } },
        { "size unset", Anna with { LengthMetres = 1, BreadthMetres = 1 } },
    };

    [Theory]
    [MemberData(nameof(NoChanges))]
    public void Watch_SpellingRoundingAndSources_AreNoChange(string what, StaticReport later)
    {
        Assert.NotEmpty(what);
        var log = Near(Anna, later);
        Assert.Empty(log.Of(AlertKind.IdentityChange));
        Assert.DoesNotContain(log.HeldBack, held => held.Kind == AlertKind.IdentityChange);
    }

    [Theory]
    [InlineData(122, false)]
    [InlineData(123, true)]
    public void Watch_SizeAtTheLimit_IsAChangeBeyondIt(int length, bool expected) =>
        Assert.Equal(expected, Near(Anna, Anna with { LengthMetres = (ushort)length }).Of(AlertKind.IdentityChange).Count > 0);

    // The size of a tug is that of her tow.
    [Theory]
    [InlineData(31)]
    [InlineData(52)]
    public void Watch_SizeOfATow_IsNoChange(byte shipType)
    {
        var tug = Anna with { ShipType = new ShipType(shipType) };
        Assert.Empty(Near(tug, tug with { LengthMetres = 250 }).Of(AlertKind.IdentityChange));
    }

    [Fact]
    public void Watch_GarbledOnce_IsNoChange() => Assert.Empty(Near(Anna, Anna with { Name = "QX?!7" }, Anna, Anna).Of(AlertKind.IdentityChange));

    [Fact]
    public void Watch_TwoNamesTakeTurns_IsNoChange()
    {
        var berta = Anna with { Name = "BERTA" };
        Assert.Empty(Near(Anna, berta, Anna, berta, Anna, berta).Of(AlertKind.IdentityChange));
    }

    // The only IMO number of a large ship fails its check digit; a small one's is nobody's business.
    [Theory]
    [InlineData(100, 1)]
    [InlineData(99, 0)]
    public void Watch_BadImoNumber_IsANoticeForALargeShipAtAnAsset(int length, int expected)
    {
        var says = Anna with { ImoNumber = 9_074_728, LengthMetres = (ushort)length };
        Assert.Equal(expected, Near(says, says).Of(AlertKind.IdentityChange).Count(alert => alert.State == AlertState.Raised));
        Assert.Empty(Far(says, says).Of(AlertKind.IdentityChange));
    }

    [Fact]
    public void Watch_MalformedMmsi_IsANoticeAtAnAssetAndListedElsewhere()
    {
        var there = Waters.WithOneCable().Watch(Voyage.Of(123_456_789).Starts("00:00", 500, knots: 10).Sails("01:00", 10, 0));
        Assert.Single(there.Of(AlertKind.IdentityChange), alert => alert.State == AlertState.Raised);
        var elsewhere = Waters.WithOneCable().Watch(Voyage.Of(123_456_789).Starts("00:00", 50_000, knots: 10).Sails("01:00", 10, 0));
        Assert.Empty(elsewhere.Events);
        Assert.Single(elsewhere.HeldBack);
    }

    [Fact]
    public void Watch_NewIdentityHolds_ClosesAfterSixHours()
    {
        var log = Near(Anna, Anna with { Name = "BERTA" });
        var last = log.Of(AlertKind.IdentityChange)[^1];
        Assert.Equal(AlertState.Closed, last.State);
        Logbook.AssertBetween("07:00", "07:01", last.EventTime);
    }

    [Theory]
    [InlineData("EVER GIVEN", "EVER GIVEN", true)]
    [InlineData("STENA JUTLANDICA", "STENA JUTLANDIKA", true)]
    [InlineData("ANNA", "ANITA", true)]
    [InlineData("ANNA", "BERTA", false)]
    [InlineData("ANNA", "", true)]
    public void IsSameWord_TwoLettersApart_IsSame(string word, string other, bool expected) =>
        Assert.Equal(expected, IdentityComparison.IsSameWord(word, other, 2));

    private static Logbook Near(params StaticReport[] says) => Says(Waters.WithOneCable(), 500, says);

    private static Logbook Far(params StaticReport[] says) => Says(Waters.WithOneCable(), 50_000, says);

    /// <summary>She sails along the cable; what she says of herself she says every six minutes, the first for an hour, each other for six minutes, the last on.</summary>
    private static Logbook Says(Waters waters, double metresOff, StaticReport[] says)
    {
        var traffic = Voyage.Traffic(Voyage.Of().Starts("00:00", metresOff, knots: 1.5).Sails("08:00", 1.5, 0).Status(NavigationalStatus.UnderWayUsingEngine)).ToList();
        for (var minute = 0; minute <= 480; minute += 6)
        {
            var said = minute < 60 ? says[0] : says[Math.Min(says.Length - 1, ((minute - 60) / 6) + 1)];
            var at = traffic.FindLastIndex(report => report.Time <= Voyage.Moment("00:00") + TimeSpan.FromMinutes(minute));
            traffic.Insert(at + 1, new Domain.Vessels.AisReport(PositionReport.Create(Voyage.Moment("00:00") + TimeSpan.FromMinutes(minute), Someone, null), said));
        }

        // What the voyage itself says at first would be a word of another source.
        traffic = [.. traffic.Select(report => report.Dynamic.HasPosition ? report with { Static = null } : report)];
        return Logbook.Keep(waters.Index, traffic, Detection.Settings.DetectionSettings.Default);
    }
}
