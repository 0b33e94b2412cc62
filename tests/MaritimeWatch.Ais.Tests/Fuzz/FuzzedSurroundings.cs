using System.Globalization;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>What stands around sentences: every field of TAG block and suffix, the lines of receivers, the own ship's clock.</summary>
internal sealed class FuzzedSurroundings : IFuzzedParser
{
    private static readonly string[] Around =
    [
        "\\g:1-2-1234,s:r003669945,c:1120959341,n:42,r:17,d:SOMEWHERE,t:hello*6C\\!AIVDM,1,1,,B,15N4cJ`005Jrek0H@9n`DW5608EP,0*13,s22728,d-105,S2212,T59.00339837,r09STOL1,1272844797\r\n",
        "\\1G2:0125,c:1120959341000*00\\!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A,bMISS,123456789012345678901234567890\n",
        "$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*26\r\n",
        "$BSALR,162050.00,001,A,V,AIS: Tx malfunction*00\r\n",
        "$AIALR,,,,,*00\r\n",
        "$GPRMC,162050.00,A,5521.0,N,01130.0,E,12.5,241.8,170924,,,A*00\r\n",
        "$GPZDA,162050.00,17,09,2024,00,00*00\r\n",
    ];

    public string Name => "Around sentences";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Sentences.Seeds, .. Around.Select(Bytes.Of), .. Around.Select(line => Sentences.Mended(Bytes.Of(line)))];

    public IReadOnlyList<byte[]> Words { get; } = [.. Sentences.Words, .. new[] { ",T", ",s-", ",d", "S9999", ",r", "ALR,", "RMC,", "ZDA,", "PGHP,", "g:9-9-99999999999999999", "c:", "si:" }.Select(Bytes.Of)];

    public byte[] NextGood { get; } = Sentences.Mended(Bytes.Of("\\s:next-good*00\\!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A,rNEXT,1731844800\r\n"));

    public string NextGoodSign => "source next-good ";

    public byte[] Mended(byte[] input) => Sentences.Mended(input);

    public FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var framer = new LineFramer();
        var parser = new SentenceParser();
        var outputs = new List<string>();
        FuzzedLines.Read(framer, pieces, line =>
        {
            if (PghpLine.TryRead(line, out var passed))
            {
                outputs.Add(string.Create(CultureInfo.InvariantCulture, $"PGHP {passed.Time} {passed.CountryDigits} {passed.Region} {Bytes.Text(passed.Station)} {passed.IsOnline} {passed.SentenceChecksum}"));
            }

            if (AlarmLine.TryRead(line, out var alarm))
            {
                outputs.Add(string.Create(CultureInfo.InvariantCulture, $"ALR {Bytes.Text(alarm.Talker)} {alarm.Number} {alarm.IsRaised} {alarm.IsAcknowledged} {Bytes.Text(alarm.Text)}"));
            }

            while (!line.IsEmpty)
            {
                if (parser.TryParse(ref line, out var sentence, out _))
                {
                    outputs.Add(Text(sentence));
                }
            }
        });
        return new FuzzOutcome(outputs, FuzzedReports.Text([framer.Counter, parser.Counter]), null);
    }

    private static string Text(in Sentence sentence)
    {
        var tag = new TagBlockFields(sentence.TagText);
        var suffix = new ReceptionSuffix(sentence.Suffix);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"time {sentence.Time} group {sentence.Group} tag {tag.Time} {tag.Group} {tag.LineCount} {tag.RelativeTime} {Bytes.Text(tag.Destination)} {Bytes.Text(tag.Text)} {Bytes.Text(tag.System)} source {Bytes.Text(tag.Source)} suffix {suffix.SignalStrength} {suffix.SignalStrengthDecibelMilliwatts} {suffix.Slot} {suffix.ArrivalSeconds} {Bytes.Text(suffix.Station)} {suffix.Time}");
    }
}
