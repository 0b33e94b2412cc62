using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

public sealed class SentenceParserTests
{
    // From the gpsd document "AIVDM/AIVDO protocol decoding" and its published samples.
    private const string Sentence = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";
    private const string PartOne = "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C";

    private static readonly Instant Noon = Instant.FromUtc(2024, 11, 17, 12);

    [Fact]
    public void TryParse_Sentence_ReadsItsFields()
    {
        var sentence = Parsed(new SentenceParser(), PartOne);

        Assert.Equal((2, 1, 1, (byte)'A', 0), (sentence.Count, sentence.Number, sentence.SequenceId, sentence.Channel, sentence.FillBits));
        Assert.Equal("55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8", Bytes.Text(sentence.Payload));
        Assert.Null(sentence.Time);
    }

    [Fact]
    public void TryParse_Sentence_CarriesTalkerTagBlockAndSuffixAsTheyStand()
    {
        var parser = new SentenceParser();
        var sentence = Parsed(parser, BitString.Tag("s:2573310,c:1731844800") + Sentence + ",s22728,r003669930,1731844800");

        Assert.Equal("AI", Bytes.Text(sentence.Talker));
        Assert.Equal(BitString.Tag("s:2573310,c:1731844800").Trim('\\'), Bytes.Text(sentence.TagText));
        Assert.Equal(",s22728,r003669930,1731844800", Bytes.Text(sentence.Suffix));

        sentence = Parsed(parser, Sentence);
        Assert.Equal(("", ""), (Bytes.Text(sentence.TagText), Bytes.Text(sentence.Suffix)));
    }

    [Fact]
    public void TryParse_TagBlocksOnSeveralLines_AreAllTheSentences()
    {
        var parser = new SentenceParser();
        Assert.False(parser.TryParse(Bytes.Of(BitString.Tag("s:1")), out _, out _));
        Assert.False(parser.TryParse(Bytes.Of(BitString.Tag("d:2")), out _, out _));

        var sentence = Parsed(parser, BitString.Tag("c:1731844800") + Sentence);

        Assert.Equal(string.Join('\\', ((string[])["s:1", "d:2", "c:1731844800"]).Select(text => BitString.Tag(text).Trim('\\'))), Bytes.Text(sentence.TagText));
        Assert.True(Parsed(parser, Sentence).TagText.IsEmpty);
    }

    [Theory]
    [InlineData("AI")]
    [InlineData("BS")]
    [InlineData("AB")]
    [InlineData("AN")]
    [InlineData("AR")]
    [InlineData("AS")]
    [InlineData("AT")]
    [InlineData("AX")]
    [InlineData("SA")]
    [InlineData("AD")]
    public void TryParse_EveryTalker_IsRead(string talker)
    {
        Assert.False(Parsed(new SentenceParser(), BitString.WithChecksum($"!{talker}VDM,1,1,,B,0,0")).IsOwnShip);
        Assert.True(Parsed(new SentenceParser(), BitString.WithChecksum($"!{talker}VDO,1,1,,B,0,0")).IsOwnShip);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a comment")]
    [InlineData("# a comment with an example: " + Sentence)]
    [InlineData("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58")]
    [InlineData("!GPVDM,1,1,,A,0,0*00")]
    [InlineData("!AIABM,1,1,,A,0,0*00")]
    [InlineData("foobar")]
    [InlineData("!")]
    [InlineData("\\si:AISD*3F\\")]
    [InlineData("Ærøskøbing")]
    public void TryParse_LineWithoutAis_IsPassedOver(string line) => Assert.Equal(DropReason.NotAis, Rejected(line));

    [Theory]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4B", DropReason.BadChecksum)]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4", DropReason.BadChecksum)]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0", DropReason.BadChecksum)]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*G0", DropReason.BadChecksum)]
    public void TryParse_BadChecksum_IsRejected(string line, DropReason expected) => Assert.Equal(expected, Rejected(line));

    [Theory]
    [InlineData("!AIVDM,1,1,,A,0", DropReason.Malformed)]
    [InlineData("!AIVDM,1,1,,A,0,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,0,0,,A,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,1,2,,A,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,2,3,1,A,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,,1,,A,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,10,1,,A,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,2,1,10000,A,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,2,1,x,A,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,1,1,,AB,0,0", DropReason.Malformed)]
    [InlineData("!AIVDM,1,1,,A,0,6", DropReason.BadPayload)]
    [InlineData("!AIVDM,1,1,,A,0,", DropReason.BadPayload)]
    [InlineData("!AIVDM,1,1,,A,0,-1", DropReason.BadPayload)]
    public void TryParse_BadField_IsRejectedWithItsReason(string sentence, DropReason expected) =>
        Assert.Equal(expected, Rejected(BitString.WithChecksum(sentence)));

    [Fact]
    public void TryParse_BinaryLine_IsMalformed() => Assert.Equal(DropReason.Malformed, Rejected("\u0001\u0000\u0002abc"));

    [Fact]
    public void TryParse_UnclosedTagBlock_IsMalformed() => Assert.Equal(DropReason.Malformed, Rejected("\\c:1731844800*5A"));

    [Fact]
    public void TryParse_TagBlock_TimesTheSentence()
    {
        var sentence = Parsed(new SentenceParser(), BitString.Tag("g:1-2-1234,s:r003669945,n:42,c:1731844800") + PartOne);

        Assert.Equal(Noon, sentence.Time);
        Assert.Equal(1234, sentence.Group);
        Assert.Equal("r003669945", Bytes.Text(sentence.Source));
    }

    [Theory]
    [InlineData("c:1731844800999", 1731844800999)] // milliseconds, told by the size
    [InlineData("c:99999999999", 99999999999000)] // the largest count of seconds
    [InlineData("c:100000000000", 100000000000)] // the smallest count of milliseconds
    public void TryParse_TagTime_IsSecondsOrMillisecondsByItsSize(string tag, long milliseconds) =>
        Assert.Equal(new Instant(milliseconds), Parsed(new SentenceParser(), BitString.Tag(tag) + Sentence).Time);

    [Theory]
    [InlineData("c:0")]
    [InlineData("c:-5")]
    [InlineData("c:")]
    [InlineData("c:999999999999999999")]
    public void TryParse_TagTimeThatIsNone_IsLeftOut(string tag) => Assert.Null(Parsed(new SentenceParser(), BitString.Tag(tag) + Sentence).Time);

    [Fact]
    public void TryParse_TagBlockWithBadChecksum_IsPassedOverButNotItsSentence() =>
        Assert.Null(Parsed(new SentenceParser(), "\\c:1731844800*00\\" + Sentence).Time);

    [Fact]
    public void TryParse_TagBlockOnItsOwnLine_BelongsToTheNextSentenceOnly()
    {
        var parser = new SentenceParser();

        Assert.False(parser.TryParse(Bytes.Of(BitString.Tag("c:1731844800")), out _, out _));
        Assert.Equal(Noon, Parsed(parser, Sentence).Time);
        Assert.Null(Parsed(parser, Sentence).Time);
    }

    [Fact]
    public void TryParse_SecondLineOfATagGroup_HasTheTimeOfTheFirst()
    {
        var parser = new SentenceParser();

        Parsed(parser, BitString.Tag("g:1-2-7,c:1731844800") + PartOne);
        var second = Parsed(parser, BitString.Tag("g:2-2-7") + "!AIVDM,2,2,1,A,88888888880,2*25");

        Assert.Equal(Noon, second.Time);
        Assert.Equal(7, second.Group);
    }

    [Fact]
    public void TryParse_OlderGroupForm_IsRead() => Assert.Equal(125, Parsed(new SentenceParser(), BitString.Tag("1G2:0125,c:1731844800") + PartOne).Group);

    [Fact]
    public void TryParse_TimeLine_BelongsToTheNextSentenceOnly()
    {
        var parser = new SentenceParser();
        var line = BitString.WithChecksum("$PGHP,1,2024,11,17,12,0,0,684,219,21,992190921,1,14");

        Assert.False(parser.TryParse(Bytes.Of(line), out _, out var reason));
        Assert.Equal(DropReason.NotAis, reason);
        Assert.Equal(new Instant(Noon.UnixMilliseconds + 684), Parsed(parser, Sentence).Time);
        Assert.Null(Parsed(parser, Sentence).Time);
    }

    [Theory]
    [InlineData("$PGHP,1,2024,2,30,12,0,0,684,219,21,992190921,1,14")]
    [InlineData("$PGHP,1,2024,11,17,24,0,0,684,219,21,992190921,1,14")]
    [InlineData("$PGHP,1,2024,11,17,12,0,0")]
    [InlineData("$PGHP,1,,,,,,,,")]
    public void TryParse_TimeLineThatIsNone_TimesNothing(string line)
    {
        var parser = new SentenceParser();

        Assert.False(parser.TryParse(Bytes.Of(BitString.WithChecksum(line)), out _, out _));
        Assert.Null(Parsed(parser, Sentence).Time);
    }

    [Theory]
    [InlineData("2024-11-17T12:00:00Z ")]
    [InlineData("2024-11-17 12:00:00.250\t")]
    [InlineData("[2024-11-17 12:00:00] ")]
    [InlineData("1731844800,")]
    [InlineData("1731844800999: ")]
    public void TryParse_TimeBeforeTheSentence_IsRead(string prefix) =>
        Assert.Equal(Noon, Parsed(new SentenceParser(), prefix + Sentence).Time);

    [Theory]
    [InlineData(",1731844800")]
    [InlineData(",b003669976,1731844800")]
    [InlineData(",d-093,S2212,t235959.00,T59.00339837,r09STOL1,1731844800")]
    [InlineData(",s22728,d-105,T57.92,x1,r003669930,1731844800000")]
    public void TryParse_CoastGuardSuffix_EndsWithTheTime(string suffix) =>
        Assert.Equal(Noon, Parsed(new SentenceParser(), Sentence + suffix).Time);

    [Fact]
    public void TryParse_SeveralTimes_TagBlockThenTimeLineThenSuffix()
    {
        var parser = new SentenceParser();
        var timeLine = Bytes.Of(BitString.WithChecksum("$PGHP,1,2024,11,17,13,0,0,0,219,21,992190921,1,14"));

        parser.TryParse(timeLine, out _, out _);
        Assert.Equal(Noon, Parsed(parser, BitString.Tag("c:1731844800") + Sentence + ",1731855600").Time);
        parser.TryParse(timeLine, out _, out _);
        Assert.Equal(Instant.FromUtc(2024, 11, 17, 13), Parsed(parser, Sentence + ",1731855600").Time);
        Assert.Equal(Instant.FromUtc(2024, 11, 17, 15), Parsed(parser, Sentence + ",1731855600").Time);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("garbage ", "")]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAs", "B")] // cut off, its line end lost
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4B", "B")]
    [InlineData("!!!!", "")]
    [InlineData("\u0000\u0001", "")]
    [InlineData("$GPGGA,1*00", "N")]
    public void TryParse_SentencesOnOneLine_AreReadOneByOneAsTheirChecksumsDecide(string before, string drops)
    {
        var parser = new SentenceParser();
        var line = before + Sentence + PartOne + ",r003669930,1731844800" + BitString.Tag("c:1731844801") + Sentence + " trailing";

        ReadOnlySpan<byte> rest = Bytes.Of(line);
        var read = new List<string>();
        var reasons = "";
        while (!rest.IsEmpty)
        {
            if (parser.TryParse(ref rest, out var sentence, out var reason))
            {
                read.Add($"{sentence.Count} {sentence.Time?.UnixSeconds} '{Bytes.Text(sentence.TagText)}' '{Bytes.Text(sentence.Suffix)}'");
            }
            else
            {
                reasons += reason == DropReason.BadChecksum ? "B" : reason == DropReason.NotAis ? "N" : "?";
            }
        }

        Assert.Equal(["1  '' ''", "2 1731844800 '' ',r003669930,1731844800'", "1 1731844801 'c:1731844801*5C' ' trailing'"], read);
        Assert.Equal(drops, reasons);
        Assert.Equal((3 + drops.Length, drops.Length), (parser.Counter.In, parser.Counter.Dropped));
    }

    [Fact]
    public void TryParse_LineWithATimeLineGluedBetween_TimesTheSecondSentence()
    {
        var parser = new SentenceParser();
        ReadOnlySpan<byte> rest = Bytes.Of(Sentence + BitString.WithChecksum("$PGHP,1,2024,11,17,12,0,0,0,219,21,992190921,1,14") + Sentence);

        Assert.True(parser.TryParse(ref rest, out var first, out _));
        Assert.Null(first.Time);
        Assert.False(parser.TryParse(ref rest, out _, out var reason));
        Assert.Equal(DropReason.NotAis, reason);
        Assert.True(parser.TryParse(ref rest, out var second, out _));
        Assert.Equal(Noon, second.Time);
        Assert.True(rest.IsEmpty);
    }

    [Fact]
    public void TryParse_FirstGoodSentenceOfALine_WithoutTheLoop()
    {
        Assert.True(new SentenceParser().TryParse(Bytes.Of("!AIVDM,1,1,,A,15RT" + Sentence), out var sentence, out _));
        Assert.Equal("15RTgt0PAso;90TKcjM8h6g208CQ", Bytes.Text(sentence.Payload));
    }

    [Fact]
    public void TryParse_TagBlockWhoseEndWasLost_LeavesItsSentence()
    {
        var sentence = Parsed(new SentenceParser(), "\\c:1731844800*5" + Sentence);

        Assert.Null(sentence.Time);
        Assert.True(sentence.TagText.IsEmpty);
    }

    [Fact]
    public void TryParse_TagBlockBehindGarbage_IsTheSentences() =>
        Assert.Equal(Noon, Parsed(new SentenceParser(), "\u00ff\u00fe 12" + BitString.Tag("c:1731844800") + Sentence).Time);

    [Fact]
    public void TryParse_SourceOfTheTagBlockElseOfTheSuffix_IsTheStation()
    {
        var parser = new SentenceParser();

        Assert.Equal("2573310", Bytes.Text(Parsed(parser, BitString.Tag("s:2573310,c:1731844800") + Sentence + ",r003669930").Source));
        Assert.Equal("003669930", Bytes.Text(Parsed(parser, Sentence + ",s22728,r003669930,1731844800").Source));
        Assert.True(Parsed(parser, Sentence).Source.IsEmpty);

        Assert.False(parser.TryParse(Bytes.Of(BitString.Tag("s:rEV02")), out _, out _));
        Assert.Equal("rEV02", Bytes.Text(Parsed(parser, BitString.Tag("c:1731844800") + Sentence).Source));
    }

    [Theory]
    [InlineData("A", 'A')]
    [InlineData("B", 'B')]
    [InlineData("1", '1')]
    [InlineData("2", '2')]
    [InlineData("C", 'C')]
    [InlineData("0", '0')]
    [InlineData("", '\0')]
    public void TryParse_Channel_IsAsItStands(string text, char expected)
    {
        Assert.Equal(expected, (char)Parsed(new SentenceParser(), BitString.WithChecksum($"!AIVDM,1,1,,{text},0,0")).Channel);
        Assert.Equal(expected, (char)Parsed(new SentenceParser(), BitString.WithChecksum($"!AIVDM,2,1,7,{text},15RTgt0PAso;90TKcjM8h6g208CQ,0")).Channel);
    }

    [Fact]
    public void TryParse_OwnShipClock_IsKeptAndTimesNoSentence()
    {
        var parser = new SentenceParser();

        Assert.False(parser.TryParse("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58"u8, out _, out _));
        Assert.Equal(Instant.FromUtc(2015, 7, 20, 9, 22, 11), parser.OwnShipTime);
        Assert.Null(Parsed(parser, Sentence).Time);
    }

    [Fact]
    public void TryReadOrdinary_WhateverItTakes_IsWhatReadingFieldByFieldGives()
    {
        string[] pieces = ["!", "AI", "BS", "GP", "VDM", "VDO", ",", ",", "1", "2", "3", "", "A", "B", "15RTgt0PAso;90TKcjM8h6g208CQ", "0", "5", "6", "w"];
        var random = new Random(14);
        var taken = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var text = $"!{(random.Next(9) == 0 ? "GP" : "AI")}VDM,{random.Next(4)},{random.Next(4)},{(random.Next(2) == 0 ? "" : random.Next(12))},{pieces[random.Next(8, 14)]},{pieces[random.Next(pieces.Length)]}{pieces[random.Next(pieces.Length)]},{random.Next(7)}";
            var bytes = Bytes.Of((random.Next(9) == 0 ? text + "*00" : BitString.WithChecksum(text)) + (random.Next(5) == 0 ? ",r1,1731844800" : ""));
            var ordinary = default(Sentence);
            if (!SentenceText.TryReadOrdinary(bytes, ref ordinary))
            {
                continue;
            }

            taken++;
            Assert.Equal(DropReason.None, SentenceText.Read(bytes, out var whole));
            Assert.Equal(
                (whole.Count, whole.Number, whole.SequenceId, whole.Channel, whole.FillBits, Bytes.Text(whole.Payload), Bytes.Text(whole.Suffix), Bytes.Text(whole.Body)),
                (ordinary.Count, ordinary.Number, ordinary.SequenceId, ordinary.Channel, ordinary.FillBits, Bytes.Text(ordinary.Payload), Bytes.Text(ordinary.Suffix), Bytes.Text(ordinary.Body)));
        }

        Assert.InRange(taken, 5_000, 50_000);
    }

    private static Sentence Parsed(SentenceParser parser, string line)
    {
        var isSentence = parser.TryParse(Bytes.Of(line), out var sentence, out var reason);
        Assert.True(isSentence, $"{reason}: {line}");
        return sentence;
    }

    private static DropReason Rejected(string line)
    {
        var parser = new SentenceParser();
        Assert.False(parser.TryParse(Bytes.Of(line), out _, out var reason));
        Assert.Equal(1, parser.Counter.DroppedFor(reason));
        return reason;
    }
}
