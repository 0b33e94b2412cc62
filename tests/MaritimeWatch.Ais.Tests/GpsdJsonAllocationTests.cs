using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A message becomes a line without anything left behind for the garbage collector.</summary>
public sealed class GpsdJsonAllocationTests
{
    // From the published samples of gpsd: messages 1, 4, 5, 8, 18, 19, 21, 24 A and B, 27.
    private static readonly string[] Sentences =
    [
        "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0",
        "!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0",
        "!AIVDM,1,1,,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp888888888880,2",
        "!AIVDM,1,1,,A,85Mwp`1Kf3aCnsNvBWLi=wQuNhA5t43N`5nCuI=p<IBfVqnMgPGs,0",
        "!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0",
        "!AIVDM,1,1,,B,C5N3SRgPEnJGEBT>NhWAwwo862PaLELTBJ:V00000000S0D:R220,0",
        "!AIVDM,1,1,,B,E>lt;MIas0h3V:@;4a::h0b7W005J`6Dq7e3000003v010,4",
        "!AIVDM,1,1,,A,H42O55i18tMET00000000000000,2",
        "!AIVDM,1,1,,A,H42O55lti4hhhilD3nink000?050,0",
        "!AIVDM,1,1,,A,K815>P8=5EikdUet,0",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_MessagesOfManyTypes_AllocatesNothing(bool isScaled)
    {
        var lines = Sentences.Select(sentence => Bytes.Of(BitString.WithChecksum(sentence))).ToArray();
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var json = new GpsdJson(new GpsdJsonOptions(isScaled));
        var written = 0;

        var allocated = Allocations.LeastOf(() =>
        {
            json.Clear();
            foreach (var line in lines)
            {
                if (parser.TryParse(line, out var sentence, out _)
                    && assembler.TryAssemble(sentence, out var bits, out _, out _)
                    && json.Admit(bits, sentence.Channel, out var isPrinted, out var partAName) == DropReason.None
                    && isPrinted)
                {
                    json.Append(bits, partAName);
                }
            }

            written = json.Lines.Span.Count((byte)'\n');
        });

        Assert.Equal(Sentences.Length - 1, written); // the halves of message 24 are one line
        Assert.Equal(0, allocated);
    }
}
