using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

public sealed class TagBlockTests
{
    private const string Sentence = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";

    [Fact]
    public void Read_InOneRegisterAndAnywhere_SayTheSame()
    {
        string[] fields = ["c:1731844800", "c:1731844800999", "s:2573310", "s:b:2", "g:1-2-9999", "1G2:0125", "n:17", "d:x", "t:a text", "T:2014-12-10 00.00.01", "", "c", "c:x", "g:7"];
        var random = new Random(13);
        var said = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var block = Bytes.Of(BitString.Tag(string.Join(',', Enumerable.Range(0, random.Next(1, 7)).Select(_ => fields[random.Next(fields.Length)]))) + Sentence + ",r003669930,1731844800");
            if (random.Next(4) == 0)
            {
                block[random.Next(1, block.Length)] = "\\!*,:A"u8[random.Next(6)];
            }

            var quick = new TagBlock();
            var slow = new TagBlock();

            Assert.Equal(slow.ReadAnywhere(block), quick.Read(block));
            Assert.Equal((slow.Time, slow.Group, Bytes.Text(slow.Source)), (quick.Time, quick.Group, Bytes.Text(quick.Source)));
            said += slow.Time is not null && slow.Group != Nmea.Sentence.NoGroup ? 1 : 0;
        }

        Assert.InRange(said, 2_000, 19_000);
    }

    [Fact]
    public void Fields_EveryKey_IsRead()
    {
        var fields = new TagBlockFields(Bytes.Of(BitString.Tag("g:2-3-1234,s:r003669945,n:42,r:17,d:centre,t:a word,c:1731844800500,T:2014-12-10 00.00.01,q:u").Trim('\\')));

        Assert.Equal(new TagGroup(2, 3, 1234), fields.Group);
        Assert.Equal(("r003669945", "centre", "a word"), (Bytes.Text(fields.Source), Bytes.Text(fields.Destination), Bytes.Text(fields.Text)));
        Assert.Equal((42, 17), (fields.LineCount, fields.RelativeTime));
        Assert.Equal(new Instant(1731844800500), fields.Time);
        Assert.Equal("2014-12-10 00.00.01", Bytes.Text(fields.Value("T"u8)));
        Assert.Equal("u", Bytes.Text(fields.Value("q"u8)));
        Assert.True(fields.System.IsEmpty);
    }

    [Fact]
    public void Fields_OlderForms_AreReadToo()
    {
        var fields = new TagBlockFields(Bytes.Of(BitString.Tag("1G2:0125,i:remark,si:AISD").Trim('\\')));

        Assert.Equal(new TagGroup(1, 2, 125), fields.Group);
        Assert.Equal(("remark", "AISD"), (Bytes.Text(fields.Text), Bytes.Text(fields.System)));
    }

    [Fact]
    public void Fields_SeveralBlocks_TheLaterCountsAndABadOneSaysNothing()
    {
        var text = (BitString.Tag("s:1,d:x") + BitString.Tag("s:2") + "\\s:3*00\\").Trim('\\');
        var fields = new TagBlockFields(Bytes.Of(text));

        Assert.Equal(("2", "x"), (Bytes.Text(fields.Source), Bytes.Text(fields.Destination)));
    }

    [Theory]
    [InlineData("g:0-2-7")]
    [InlineData("g:3-2-7")]
    [InlineData("g:1-2")]
    [InlineData("g:1-2-x")]
    [InlineData("g:1000-2000-7")]
    [InlineData("3G2:7")]
    [InlineData("n:42")]
    public void Group_ThatIsNone_IsNull(string text) => Assert.Null(new TagBlockFields(Bytes.Of(BitString.Tag(text).Trim('\\'))).Group);

    [Fact]
    public void Fields_NothingSaid_IsEmpty()
    {
        var fields = new TagBlockFields(default);

        Assert.Null(fields.Time);
        Assert.Null(fields.Group);
        Assert.Null(fields.LineCount);
        Assert.True(fields.Source.IsEmpty && fields.Text.IsEmpty && fields.Destination.IsEmpty);
    }
}
