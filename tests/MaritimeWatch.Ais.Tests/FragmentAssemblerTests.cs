using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

public sealed class FragmentAssemblerTests
{
    private readonly FragmentAssembler assembler = new();

    [Fact]
    public void TryAssemble_PartsInOrder_GiveTheWholeMessage()
    {
        Assert.Null(Add(Part(1, 2, "ab")));
        Assert.Equal("abcd", Add(Part(2, 2, "cd")));
        Assert.Equal(0, assembler.PendingCount);
    }

    [Fact]
    public void TryAssemble_PartsInAnyOrder_GiveTheSameMessage()
    {
        Assert.Null(Add(Part(3, 3, "ef")));
        Assert.Null(Add(Part(1, 3, "ab")));
        Assert.Equal("abcdef", Add(Part(2, 3, "cd")));
    }

    [Fact]
    public void TryAssemble_OtherSequenceChannelSourceOrGroup_IsAnotherMessage()
    {
        Assert.Null(Add(Part(1, 2, "aa", sequenceId: 1)));
        Assert.Null(Add(Part(1, 2, "bb", sequenceId: 2)));
        Assert.Null(Add(Part(1, 2, "cc", sequenceId: 1, channel: 'B')));
        Assert.Null(Add(Part(1, 2, "dd", sequenceId: 1, source: "9")));
        Assert.Null(Add(Part(1, 2, "ee", sequenceId: 1, group: 7)));
        Assert.Equal(5, assembler.PendingCount);

        Assert.Equal("eeww", Add(Part(2, 2, "ww", sequenceId: 1, group: 7)));
        Assert.Equal("ddww", Add(Part(2, 2, "ww", sequenceId: 1, source: "9")));
        Assert.Equal("ccww", Add(Part(2, 2, "ww", sequenceId: 1, channel: 'B')));
        Assert.Equal("bbww", Add(Part(2, 2, "ww", sequenceId: 2)));
        Assert.Equal("aaww", Add(Part(2, 2, "ww", sequenceId: 1)));
    }

    [Fact]
    public void TryAssemble_GroupedPartWithoutSource_IsFoundByItsGroup()
    {
        Assert.Null(Add(Part(1, 2, "aa", source: "9", group: 7)));
        Assert.Equal("aabb", Add(Part(2, 2, "bb", source: "", group: 7)));
    }

    [Fact]
    public void TryAssemble_SameGroupOfTwoStationsInTurns_DoesNotMix()
    {
        Assert.Null(Add(Part(1, 2, "aa", source: "1", group: 7)));
        Assert.Null(Add(Part(1, 2, "bb", source: "2", group: 7)));
        Assert.Equal("aacc", Add(Part(2, 2, "cc", source: "1", group: 7)));
        Assert.Equal("bbdd", Add(Part(2, 2, "dd", source: "2", group: 7)));
        Assert.Equal(0, assembler.Counter.Dropped);
    }

    [Fact]
    public void TryAssemble_SecondLineThatFitsTwoStations_JoinsNeither()
    {
        Assert.Null(Add(Part(1, 2, "aa", source: "1", group: 7)));
        Assert.Null(Add(Part(1, 2, "bb", source: "2", group: 7)));

        Assert.False(assembler.TryAssemble(Part(2, 2, "cc", group: 7), out _, out _, out var reason));
        Assert.Equal(DropReason.FragmentAbandoned, reason);
        Assert.Equal("bbdd", Add(Part(2, 2, "dd", source: "2", group: 7)));
    }

    [Fact]
    public void TryAssemble_SecondLineOfTheSameMessageFromTwoStations_CompletesOne()
    {
        Assert.Null(Add(Part(1, 2, "aa", source: "1", group: 7)));
        Assert.Null(Add(Part(1, 2, "aa", source: "2", group: 7)));
        Assert.Equal("aacc", Add(Part(2, 2, "cc", group: 7)));
        Assert.Equal("aacc", Add(Part(2, 2, "cc", group: 7)));
        Assert.Equal(0, assembler.PendingCount);
    }

    [Theory]
    [InlineData(8, null)] // the first line of the other station is the tenth before
    [InlineData(9, "bbcc")] // one more: its second line was lost
    public void TryAssemble_OtherStationsPartWaitsLongerThanAnyTurn_IsNotMeant(int between, string? expected)
    {
        Add(Part(1, 2, "aa", source: "1", group: 7));
        for (var i = 0; i < between; i++)
        {
            Add(Part(1, 1, "aa"));
        }

        Add(Part(1, 2, "bb", source: "2", group: 7));
        Assert.Equal(expected, Add(Part(2, 2, "cc", group: 7)));
    }

    [Fact]
    public void TryAssemble_OtherTalker_IsAnotherMessage()
    {
        Assert.Null(Add(Part(1, 2, "aa", talker: "BSVDM")));
        Assert.Null(Add(Part(2, 2, "bb", talker: "ABVDM")));
        Assert.Equal("aacc", Add(Part(2, 2, "cc", talker: "BSVDM")));
    }

    [Fact]
    public void TryAssemble_SecondPartHeardAgain_DoesNotBeginAnotherMessage()
    {
        Assert.Null(Add(Part(1, 2, "aa")));
        Assert.Equal("aabb", Add(Part(2, 2, "bb")));

        Assert.False(assembler.TryAssemble(Part(2, 2, "bb"), out _, out _, out var reason));
        Assert.Equal(DropReason.Duplicate, reason);
        Assert.Null(Add(Part(1, 2, "cc")));
        Assert.Equal("ccdd", Add(Part(2, 2, "dd")));
    }

    [Fact]
    public void TryAssemble_WholeMessageHeardAgain_IsAMessageAgain()
    {
        Assert.Null(Add(Part(1, 2, "aa")));
        Assert.Equal("aabb", Add(Part(2, 2, "bb")));
        Assert.Null(Add(Part(1, 2, "aa")));
        Assert.Equal("aabb", Add(Part(2, 2, "bb")));
        Assert.Equal(0, assembler.Counter.Dropped);
    }

    [Fact]
    public void TryAssemble_RepeatedPart_CountsOnce()
    {
        Assert.Null(Add(Part(1, 2, "ab")));
        Assert.Null(Add(Part(1, 2, "ab")));
        Assert.Equal("abcd", Add(Part(2, 2, "cd")));
        Assert.Equal((1, 1), (assembler.Counter.DroppedFor(DropReason.Duplicate), assembler.Counter.Dropped));
    }

    [Fact]
    public void TryAssemble_IdentifierUsedAgain_AbandonsTheOlderMessage()
    {
        Assert.Null(Add(Part(1, 2, "ab")));
        Assert.Null(Add(Part(1, 2, "xy".Replace('x', 'c').Replace('y', 'd'))));
        Assert.Equal("cdef", Add(Part(2, 2, "ef")));
        Assert.Equal(1, assembler.Counter.DroppedFor(DropReason.FragmentAbandoned));
    }

    [Fact]
    public void TryAssemble_PartThatWaitsTooLong_IsAbandonedOneSentenceBeyondTheLimit()
    {
        Add(Part(1, 2, "ab"));
        for (var i = 0; i < FragmentAssembler.MaxAgeSentences; i++)
        {
            Add(Part(1, 1, "aa"));
        }

        Assert.Equal(1, assembler.PendingCount);
        Add(Part(1, 1, "aa"));
        Assert.Equal(0, assembler.PendingCount);
        Assert.Equal(1, assembler.Counter.DroppedFor(DropReason.FragmentAbandoned));
        Assert.Null(Add(Part(2, 2, "cd")));
    }

    [Fact]
    public void TryAssemble_MoreUnfinishedThanItHolds_DropsTheOldest()
    {
        for (var i = 0; i <= FragmentAssembler.MaxPending; i++)
        {
            Add(Part(1, 2, "ab", sequenceId: i));
        }

        Assert.Equal(FragmentAssembler.MaxPending, assembler.PendingCount);
        Assert.Null(Add(Part(2, 2, "cd", sequenceId: 0)));
        Assert.Equal("abcd", Add(Part(2, 2, "cd", sequenceId: FragmentAssembler.MaxPending)));
    }

    [Fact]
    public void TryAssemble_EmptyPart_IsAPart()
    {
        Assert.Null(Add(Part(1, 2, "ab")));
        Assert.Equal("ab", Add(Part(2, 2, "")));
    }

    [Fact]
    public void TryAssemble_IllegalCharacter_DropsEveryPart()
    {
        Assert.Null(Add(Part(1, 2, "a~")));
        Assert.False(assembler.TryAssemble(Part(2, 2, "cd"), out _, out _, out var reason));

        Assert.Equal(DropReason.BadPayload, reason);
        Assert.Equal(2, assembler.Counter.DroppedFor(DropReason.BadPayload));
    }

    [Fact]
    public void TryAssemble_TimeOfAnyPart_IsTheMessages()
    {
        var time = Instant.FromUnixSeconds(1731844800);
        Add(Part(1, 2, "ab", time: time));

        Assert.True(assembler.TryAssemble(Part(2, 2, "cd"), out _, out var found, out _));
        Assert.Equal(time, found);
    }

    [Fact]
    public void Finish_UnfinishedMessages_AreCountedAsAbandoned()
    {
        Add(Part(1, 3, "ab"));
        Add(Part(2, 3, "cd"));
        assembler.Finish();

        Assert.Equal(2, assembler.Counter.DroppedFor(DropReason.FragmentAbandoned));
        Assert.Equal(0, assembler.Counter.Out);
    }

    private static Sentence Part(
        int number, int count, string payload, int sequenceId = 1, char channel = 'A', string source = "", long group = Sentence.NoGroup, Instant? time = null, string talker = "AIVDM") => new()
        {
            Body = Bytes.Of(talker + ",1,1"),
            Number = number,
            Count = count,
            SequenceId = sequenceId,
            Channel = (byte)channel,
            Payload = Bytes.Of(payload),
            Source = Bytes.Of(source),
            Group = group,
            Time = time,
        };

    /// <summary>The payload of the message this sentence completes, armoured again, or null.</summary>
    private string? Add(Sentence sentence)
    {
        if (!assembler.TryAssemble(sentence, out var bits, out _, out _))
        {
            return null;
        }

        var text = "";
        for (var at = 0; at < bits.Count; at += 6)
        {
            var value = bits.Unsigned(at, 6);
            text += (char)(value < 40 ? value + 48 : value + 56);
        }

        return text;
    }
}
