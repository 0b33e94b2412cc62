using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Forensics;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Tests.Forensics;

public sealed class SuspectPageTests
{
    private static readonly SuspectReport Report = new FaultScene()
        .Ship(219_000_001, minutes: -8)
        .Ship(219_000_002, knots: minute => minute < 0 ? 10 : 8.2, said: new StaticReport(new Mmsi(219_000_002), Name: FaultScene.HostileName, CallSign: "<b>", ShipType: new ShipType(80), LengthMetres: 229))
        .Ship(219_000_003, minutes: 4, isHeard: minute => minute is < -30 or > 35)
        .Ship(219_000_004, minutes: 2, said: new StaticReport(new Mmsi(219_000_004), Name: "NET", ShipType: new ShipType(30), LengthMetres: 24))
        .Ask();

    private static readonly string Page = Encoding.UTF8.GetString(SuspectPage.Write(Report, Tlp.AmberStrict));

    [Fact]
    public void Write_HostileNames_StayTexts()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", Page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Page);
        Assert.DoesNotContain('\u202E', Page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", Page, StringComparison.Ordinal);
        Assert.Contains("Cable &lt;one&gt;", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_APage_AsksNobodyForAnything()
    {
        Assert.DoesNotMatch(new Regex("""\b(src|href|srcset|data|action|xlink:href|poster|background)\s*=""", RegexOptions.IgnoreCase), Page);
        Assert.DoesNotMatch(new Regex("""url\(|@import|<(script|link|img|iframe|object|embed|use|image|form)\b""", RegexOptions.IgnoreCase), Page);
        Assert.DoesNotContain("//", Page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_APage_KeepsToItsOwnPolicy()
    {
        var style = Assert.Single(Regex.Matches(Page, "<style>(.*?)</style>", RegexOptions.Singleline)).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.Contains($"default-src 'none'; style-src 'sha256-{hash}'", Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("""<[^>]*\s(style|on[a-z]+)\s*="""), Page);
    }

    [Fact]
    public void Write_APage_SaysWhatItIsAndIsNot()
    {
        Assert.Contains("correlation is not attribution", Page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(Page, Regex.Escape(">TLP:AMBER+STRICT</span>")));
        Assert.Contains("<div class=\"every tlp tlp-amberstrict\" aria-hidden=\"true\">TLP:AMBER+STRICT</div>", Page, StringComparison.Ordinal);
        Assert.Contains("All times UTC", Page, StringComparison.Ordinal);
        Assert.Equal(1 + Report.Ranked.Count + Report.Apart.Count, Regex.Count(Page, "<svg "));
        Assert.DoesNotMatch(new Regex("culprit|guilty|perpetrator|committed", RegexOptions.IgnoreCase), Page);
        Assert.Equal(Page, Encoding.UTF8.GetString(SuspectPage.Write(Report, Tlp.AmberStrict)));
    }

    [Fact]
    public void Compose_SignedBundle_VerifiesAndNoticesEveryChange()
    {
        using var key = AuditSigningKey.Create();
        var bundle = SuspectBundle.Compose(Report, Tlp.Amber, new KeySigner(key), "somebody", FaultScene.Noon);
        var verdict = EvidenceVerification.Verify(bundle, [key.Public]);

        Assert.Empty(verdict.Problems);
        Assert.Equal("suspects-cable-20241225T120000Z", verdict.Manifest!.AlertId);
        Assert.True(verdict.IsKeyTrusted);
        var random = new Random(1);
        for (var i = 0; i < 150; i++)
        {
            var changed = (byte[])bundle.Clone();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Assert.NotEmpty(EvidenceVerification.Verify(changed, [key.Public]).Problems);
        }
    }

    [Fact]
    public void Compose_TracksBeyondTheBound_IsRefusedBeforeAnythingIsWritten()
    {
        var large = Report with { Ranked = [.. Report.Ranked.Take(2).Select(one => one with { Track = new PositionReport[250_001] })] };

        var refused = Assert.Throws<BundleRefusedException>(() => SuspectBundle.Compose(large, Tlp.Amber, null, "somebody", FaultScene.Noon));

        Assert.Equal(BundleRefusedException.TooMuch, refused.Reason);
        Assert.Contains("more than 500,000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_Json_CarriesLabelAndReport()
    {
        var json = JsonNode.Parse(SuspectBundle.Json(SuspectMessages.Of(Report, Tlp.Amber), "TLP:AMBER"))!;

        Assert.Equal("TLP:AMBER", json["tlp"]!.GetValue<string>());
        Assert.Equal("TLP:AMBER", json["report"]!["tlp"]!.GetValue<string>());
        Assert.Equal(FaultScene.HostileName, json["report"]!["suspects"]![0]!["vessel"]!["name"]!.GetValue<string>());
        Assert.Equal(3, json["report"]!["suspects"]!.AsArray().Count);
        Assert.Equal(219_000_004u, json["report"]!["fishingAndSmallCraft"]![0]!["vessel"]!["mmsi"]!.GetValue<uint>());
    }
}
