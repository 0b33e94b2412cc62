using System.Text;
using System.Text.Json;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Decode;

/// <summary>What <c>--statistics</c> counts, over a log of a few lines.</summary>
public sealed class DecodeStatisticsTests : IDisposable
{
    // Sentences from the published samples of gpsd; the TAG blocks and the suffix are made for them.
    private static readonly string Log = string.Join('\n', [
        "# log",
        Tagged("s:station-1,c:1609841515", "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"),
        Tagged("s:station-1,c:1609841525", "!AIVDM,1,1,,B,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4F"),
        "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A,r09STOL1,1609841535",
        "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
        "!AIVDM,2,2,1,A,88888888880,2*25",
        "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4B",
        "",
    ]);

    private readonly string folder = Directory.CreateTempSubdirectory("decode").FullName;

    [Fact]
    public async Task Run_StatisticsAsJson_CountsEverySentenceAndMessage()
    {
        var run = await CommandRun.ProcessAsync(["decode", "--input", Written(), "--statistics", "json"]);

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Equal(7, root.GetProperty("lines").GetInt32());
        Assert.Equal(5, root.GetProperty("sentences").GetInt32());
        Assert.Equal(4, root.GetProperty("messages").GetInt32());
        Assert.Equal(1, root.GetProperty("messagesOfSeveralSentences").GetInt32());
        Assert.Equal(3, root.GetProperty("senders").GetInt32());
        Assert.Equal("""{"1":2,"5":1,"18":1}""", Compact(root, "messagesByType"));
        Assert.Equal("""{"AI":5}""", Compact(root, "sentencesByTalker"));
        Assert.Equal("""{"A":4,"B":1}""", Compact(root, "sentencesByChannel"));
        Assert.Equal("""{"station-1":2,"09STOL1":1}""", Compact(root, "sentencesByReceiver"));
        Assert.Equal("""{"ship":3}""", Compact(root, "sendersByKind"));
        Assert.Equal("""{"bad checksum":1}""", Compact(root, "rejectedByReason"));
        Assert.Equal("""{"not AIS":1}""", Compact(root, "passedOverByReason"));
        Assert.Equal("2021-01-05T10:11:55Z", root.GetProperty("first").GetString());
        Assert.Equal("2021-01-05T10:12:15Z", root.GetProperty("last").GetString());
        Assert.Equal(0.25, root.GetProperty("sentencesPerSecond").GetDouble());
    }

    [Fact]
    public async Task Run_Statistics_IsATableInPlaceOfTheMessages()
    {
        var run = await CommandRun.ProcessAsync(["decode", "--input", Written(), "--statistics"]);

        var text = Encoding.UTF8.GetString(run.Output);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        Assert.Contains("   1         2  50.0 %  class A position, scheduled\n", text, StringComparison.Ordinal);
        Assert.Contains("2021-01-05T10:11:55Z to 2021-01-05T10:12:15Z", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StatisticsWithAnOutput_GivesBoth()
    {
        var output = Path.Combine(folder, "messages.json");

        var run = await CommandRun.ProcessAsync(["decode", "--input", Written(), "--statistics", "--output", output]);

        Assert.Equal(4, (await File.ReadAllLinesAsync(output)).Length);
        Assert.Contains("talker", Encoding.UTF8.GetString(run.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StatisticsInAnUnknownForm_IsWrongUsage() =>
        Assert.Equal(ExitCode.WrongUsage, (await CommandRun.HereAsync("decode", "--input", Written(), "--statistics", "xml")).Exit);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Compact(JsonElement root, string name) => JsonSerializer.Serialize(root.GetProperty(name));

    private static string Tagged(string tag, string sentence) => $"\\{tag}*{tag.Aggregate(0, (sum, character) => sum ^ character):X2}\\{sentence}";

    private string Written()
    {
        var path = Path.Combine(folder, "log.nmea");
        File.WriteAllText(path, Log);
        return path;
    }
}
