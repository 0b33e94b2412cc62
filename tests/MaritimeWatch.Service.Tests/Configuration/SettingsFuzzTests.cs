using System.Text;
using System.Text.Json;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Configuration;

/// <summary>Settings files under random and damaged input: settings that can be used, or wrong usage with a sentence; never anything else.</summary>
public sealed class SettingsFuzzTests : IDisposable
{
    private const int UsualCases = 800;
    private const int Nesting = 10_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-settings-fuzz-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_BadServiceSettings_AreUsableOrRefusedInWords() =>
        Fuzz("service settings", new ServiceSettings { Assets = ["cables.geojson"] }, file => SettingsReader.Read(file, []).Validate());

    [Fact]
    public void Read_BadDetectionSettings_AreUsableOrRefusedInWords() =>
        Fuzz("detection settings", new DetectionSettings(), file => DetectionSettingsFile.Load(file).Validate());

    [Theory]
    [InlineData("{\"Ingest\":", "}")]
    [InlineData("[", "]")]
    public void Read_NestedTenThousandDeep_IsRefusedInWords(string open, string close)
    {
        var file = Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, Nesting)) + "1" + string.Concat(Enumerable.Repeat(close, Nesting))));

        Assert.Equal(ExitCode.WrongUsage, Assert.Throws<CommandFailedException>(() => SettingsReader.Read(file, [])).ExitCode);
        Assert.Equal(ExitCode.WrongUsage, Assert.Throws<CommandFailedException>(() => DetectionSettingsFile.Load(file)).ExitCode);
    }

    private void Fuzz<T>(string name, T defaults, Func<string, IReadOnlyCollection<string>> read)
    {
        var seeds = new SettingsSeeds(JsonSerializer.SerializeToUtf8Bytes(defaults));
        var cases = FuzzBudget.Cases(UsualCases);
        var (usable, refused) = (0, 0);
        for (var number = 0; number < cases; number++)
        {
            var random = FuzzBudget.Random(name, number);
            var input = number % 4 == 0 ? FuzzInput.Next(seeds, random) : seeds.Damaged(seeds.Seeds[0], random);
            try
            {
                Assert.Empty(read(Write(input)));
                usable++;
            }
            catch (CommandFailedException wrong)
            {
                Assert.Equal(ExitCode.WrongUsage, wrong.ExitCode);
                Assert.NotEmpty(wrong.Message);
                refused++;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"input {number} of seed {FuzzBudget.Seed}: {Encoding.Latin1.GetString(input)}", failure);
            }
        }

        // Both happen.
        Assert.InRange(usable, cases / 100, cases);
        Assert.InRange(refused, cases / 4, cases);
    }

    private string Write(byte[] content)
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        File.WriteAllBytes(file, content);
        return file;
    }

    private sealed class SettingsSeeds(byte[] defaults) : IFuzzSeeds
    {
        public IReadOnlyList<byte[]> Seeds { get; } = [defaults];

        public IReadOnlyList<byte[]> Words { get; } =
            [.. new[] { "\"00:00:-1\"", "\"-1.00:00:00\"", "\"10675200.00:00:00\"", "\"45\"", "65536", "-2", "\"TcpPrt\":1,", "\"\\u0000\"", "//", "/*" }.Select(Encoding.UTF8.GetBytes)];

        public byte[] Damaged(byte[] good, Random random) => FuzzJson.Damaged(good, random);
    }
}
