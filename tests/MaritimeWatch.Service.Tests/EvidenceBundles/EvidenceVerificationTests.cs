using System.Buffers.Binary;
using System.Text;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Tests.EvidenceBundles;

/// <summary>Any change of a bundle is found and named.</summary>
public sealed class EvidenceVerificationTests(ExportedCase exported) : IClassFixture<ExportedCase>
{
    private byte[] Bundle => exported.Bundle;

    [Fact]
    public void Verify_AnyOneBitFlipped_IsFound()
    {
        var draws = new Random(561);
        Assert.Empty(Problems(Bundle));
        for (var round = 0; round < 3_000; round++)
        {
            var changed = (byte[])Bundle.Clone();
            var (place, bit) = (draws.Next(changed.Length), draws.Next(8));
            changed[place] ^= (byte)(1 << bit);
            Assert.True(Problems(changed).Count > 0, $"bit {bit} of byte {place} of {changed.Length}");
        }
    }

    [Fact]
    public void Verify_EveryBitOfHeadersDirectoryAndSignature_IsFound()
    {
        // Where nothing but the structure itself stands against a change: all of it behind the packed files.
        var from = (int)ZipLayout.Read(Bundle, 1 << 30).Entries.Single(entry => entry.Name == BundleNames.Export).Offset;
        var missed = new List<int>();
        for (var place = from; place < Bundle.Length; place++)
        {
            var changed = (byte[])Bundle.Clone();
            changed[place] ^= (byte)(1 << (place % 8));
            if (Problems(changed).Count == 0)
            {
                missed.Add(place);
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void Verify_BytesTakenOutPutInOrCutOff_AreFound()
    {
        var draws = new Random(562);
        for (var round = 0; round < 300; round++)
        {
            var place = draws.Next(Bundle.Length);
            var length = draws.Next(1, 100);
            Assert.NotEmpty(Problems([.. Bundle[..place], .. Bundle[Math.Min(Bundle.Length, place + length)..]]));
            Assert.NotEmpty(Problems([.. Bundle[..place], .. Enumerable.Repeat((byte)draws.Next(256), length), .. Bundle[place..]]));
            Assert.NotEmpty(Problems(Bundle[..place]));
        }

        Assert.NotEmpty(Problems([]));
        Assert.NotEmpty(Problems([.. Bundle, 0]));
        Assert.NotEmpty(Problems([0, .. Bundle]));
        Assert.NotEmpty(Problems([.. Bundle, .. Bundle]));
    }

    [Theory]
    [InlineData(BundleNames.Readme)]
    [InlineData(BundleNames.Alert)]
    [InlineData(BundleNames.Events)]
    [InlineData(BundleNames.Transitions)]
    [InlineData(BundleNames.TrackTable)]
    [InlineData(BundleNames.TrackShape)]
    [InlineData(BundleNames.Raw)]
    [InlineData(BundleNames.Settings)]
    [InlineData(BundleNames.Chart)]
    [InlineData(BundleNames.Vessels)]
    [InlineData(BundleNames.AuditEntries)]
    [InlineData(BundleNames.AuditChain)]
    [InlineData(BundleNames.Sums)]
    [InlineData(BundleNames.Manifest)]
    [InlineData(BundleNames.Export)]
    [InlineData(BundleNames.Signature)]
    [InlineData(BundleNames.Key)]
    public void Verify_AFileChangedOrTakenAway_IsNamed(string name)
    {
        var changed = Repacked(files => files[name] = [.. files[name], (byte)' ']);
        var gone = Repacked(files => files.Remove(name));

        Assert.Contains(Problems(changed), problem => problem.File == name);
        Assert.Contains(Problems(gone), problem => problem.File == name && problem.What == "is missing");
    }

    [Fact]
    public void Verify_AFileAdded_IsNamed() =>
        Assert.Contains(Problems(Repacked(files => files["extra.txt"] = "more"u8.ToArray())), problem => problem == new BundleProblem("extra.txt", "was added: the manifest does not list it"));

    [Fact]
    public void Verify_AllHashesMadeAnewWithoutTheKey_FailsAtTheSignature()
    {
        var forged = Forged(files => files[BundleNames.TrackTable] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[BundleNames.TrackTable]).Replace("At anchor", "Moored", StringComparison.Ordinal)), signer: null);

        Assert.Equal([BundleNames.Signature], Problems(forged).Select(problem => problem.File));
    }

    [Fact]
    public void Verify_AllHashesMadeAnewAndSignedWithAnotherKey_IsFoundByWhoeverKnowsTheKey()
    {
        using var key = AuditSigningKey.Create();
        var forged = Forged(files => files[BundleNames.Alert] = [.. files[BundleNames.Alert], (byte)'\n'], key);

        // The audit chain in it is still signed by the true one.
        Assert.Contains(Problems(forged), problem => problem.File == BundleNames.AuditChain);
        Assert.Contains(Problems(forged, exported.Service.Host.Audit.Signing.PublicKey), problem => problem.File == BundleNames.Key && problem.What.Contains("none of those", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(BundleNames.Readme, "TLP:AMBER+STRICT\n", "TLP:GREEN\n")]
    [InlineData(BundleNames.Alert, "TLP:AMBER+STRICT\n", "")]
    [InlineData(BundleNames.TrackTable, "TLP:AMBER+STRICT", "TLP:CLEAR")]
    [InlineData(BundleNames.TrackShape, "\"tlp\":\"TLP:AMBER\\u002BSTRICT\",", "")]
    [InlineData(BundleNames.Raw, "TLP:AMBER+STRICT", "TLP:AMBER+STRICK")]
    public void Verify_AMarkingLostBeforeTheSignature_IsFoundAllTheSame(string name, string label, string instead)
    {
        using var key = AuditSigningKey.Create();
        var forged = Forged(
            files =>
            {
                var text = Encoding.UTF8.GetString(files[name]);
                Assert.Contains(label, text, StringComparison.Ordinal);
                files[name] = Encoding.UTF8.GetBytes(text.Replace(label, instead, StringComparison.Ordinal));
            },
            key);

        Assert.Contains(Problems(forged), problem => problem == new BundleProblem(name, "is not marked TLP:AMBER+STRICT"));
    }

    [Fact]
    public void Verify_AnAuditEntryChangedBeforeTheSignature_IsFoundInTheChain()
    {
        using var key = AuditSigningKey.Create();
        var forged = Forged(
            files => files[BundleNames.AuditEntries] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[BundleNames.AuditEntries]).Replace("\"outcome\":\"done\"", "\"outcome\":\"none\"", StringComparison.Ordinal)), key);

        Assert.Contains(Problems(forged), problem => problem.File == BundleNames.AuditEntries && problem.What.Contains("does not stand in the chain", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(BundleNames.Events, "ALERT_STATE_RAISED", "ALERT_STATE_MAINTAINED", "has a line that the audit log does not have so")]
    [InlineData(BundleNames.Transitions, "OPERATOR_ACTION_ACKNOWLEDGED", "OPERATOR_ACTION_COMMENTED", "has a line that the audit log does not have so")]
    [InlineData(BundleNames.Transitions, "OPERATOR_ACTION_ACKNOWLEDGED", "", "lacks a line that the audit log has")]
    public void Verify_AHistoryThatIsNotTheOneOfTheAuditLog_IsFound(string name, string what, string instead, string problem)
    {
        using var key = AuditSigningKey.Create();
        var forged = Forged(
            files =>
            {
                var text = Encoding.UTF8.GetString(files[name]);
                Assert.Contains(what, text, StringComparison.Ordinal);
                files[name] = Encoding.UTF8.GetBytes(instead.Length == 0 ? "" : text.Replace(what, instead, StringComparison.Ordinal));
            },
            key);

        Assert.Contains(new BundleProblem(name, problem), Problems(forged));
    }

    /// <summary>Written to break the verification, every hash true: a verdict, no exception.</summary>
    [Theory]
    [InlineData(BundleNames.AuditEntries, "null\n")]
    [InlineData(BundleNames.AuditChain, "{\"tlp\":\"TLP:AMBER+STRICT\",\"segments\":[null]}")]
    [InlineData(BundleNames.AuditChain, "{\"tlp\":\"TLP:AMBER+STRICT\",\"segments\":[],\"keys\":[null,\"{}\",\"[]\"]}")]
    [InlineData(BundleNames.AuditChain, "{\"tlp\":\"TLP:AMBER+STRICT\",\"segments\":[{\"from\":9223372036854775807,\"previousHash\":null,\"digests\":[null],\"checkpoint\":null}]}")]
    [InlineData(BundleNames.AuditEntries, "{\"number\":1,\"time\":1,\"action\":\"a\",\"actor\":\"a\",\"client\":\"\",\"subject\":\"\",\"outcome\":\"\",\"detail\":\"\",\"content\":\"aa\",\"standing\":\"%LONG%\",\"hash\":\"aa\"}\n")]
    [InlineData(BundleNames.Manifest, null)]
    public void Verify_AHostileFile_GetsAVerdict(string name, string? content)
    {
        using var key = AuditSigningKey.Create();
        var hostile = content is null
            ? Repacked(files => files[name] = Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(files[name]), "\"files\": \\[", "\"files\": [null,")))
            : Forged(files => files[name] = Encoding.UTF8.GetBytes(content.Replace("%LONG%", new string('a', 200), StringComparison.Ordinal)), key);

        Assert.Contains(Problems(hostile), problem => problem.File == name || problem.File == BundleNames.AuditEntries);
    }

    /// <summary>The entry's checkpoint is signed with the key before, the bundle with the one in force.</summary>
    [Fact]
    public async Task Check_AfterAChangeOfKeys_BelievesTheKeyThatVouchedForTheOneInForce_AndNoStranger()
    {
        using var folder = new Audit.TrailFolder();
        await folder.WithAsync(async (store, trail) =>
        {
            var encoding = new Storage.AlertEncoding(alert => Google.Protobuf.MessageExtensions.ToByteArray(Contracts.AlertEventMapping.ToProto(alert)), _ => []);
            await store.Alerts.AppendAsync([Desk.DeskService.Alert("a")], encoding);
            await trail.WriteAsync(isLast: true);
            var before = trail.Signing.PublicKey;
            Service.Audit.AuditKeyFiles.Make(Service.Audit.AuditKeyFiles.NextOf(folder.Key)).Dispose();
            await trail.WriteAsync(isLast: true);
            Assert.NotEqual(before.Id, trail.Signing.PublicKey.Id);
            var history = store.Desk.History("a");

            var (summary, files) = AuditPart.Write(store.Audit, "a", history, "TLP:RED");

            Assert.Equal(new BundleAudit(1, 1), summary);
            var (entries, chain) = (files.First().Content, files.Last().Content);
            var events = Encoding.UTF8.GetBytes(Contracts.AlertEventJson.ToJson(Contracts.AlertEventMapping.ToDomain(Contracts.V1.AlertEvent.Parser.ParseFrom(history[0].Payload))) + "\n");
            Assert.Empty(AuditPart.Check(entries, chain, events, [], summary, [trail.Signing.PublicKey], "TLP:RED"));
            using var stranger = AuditSigningKey.Create();
            Assert.Contains(AuditPart.Check(entries, chain, events, [], summary, [stranger.Public], "TLP:RED"), problem => problem.What.Contains($"signed with key {before.Id}, which is not at hand", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Verify_TwoFilesOfOneName_IsSaid() => Assert.Contains(Problems(Archive(("a.txt", "1"u8.ToArray()), ("A.txt", "2"u8.ToArray()))), problem => problem.What.Contains("twice", StringComparison.Ordinal));

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\b.txt")]
    [InlineData("..")]
    [InlineData("C:x")]
    public void Verify_ANameThatLeadsElsewhere_IsSaid(string name) =>
        Assert.Contains(Problems(Archive((name, "x"u8.ToArray()))), problem => problem.What.Contains("which no file of a bundle has", StringComparison.Ordinal));

    [Fact]
    public void Verify_ABomb_IsNotUnpacked()
    {
        // What it says is true: two files of a MiB each in two kilobytes.
        var bomb = Archive(("a.txt", new byte[1 << 20]), ("b.txt", new byte[1 << 20]));
        Assert.True(bomb.Length < 4_096);

        Assert.Empty(ZipLayout.Read(bomb, 2 << 20).Problems);
        var layout = ZipLayout.Read(bomb, (2 << 20) - 1);
        Assert.Contains("it is not unpacked", Assert.Single(layout.Problems), StringComparison.Ordinal);
        Assert.Empty(layout.Entries);
    }

    [Fact]
    public void Verify_ALengthThatNoPackingReaches_GetsNoMemory()
    {
        // What it says is a lie: a gigabyte in a file of a few bytes, the same in both headers.
        var liar = Archive(("a.txt", "x"u8.ToArray()));
        BinaryPrimitives.WriteInt32LittleEndian(liar.AsSpan(22), 500 << 20);
        BinaryPrimitives.WriteInt32LittleEndian(liar.AsSpan(liar.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), 500 << 20);

        Assert.Empty(ZipLayout.Read(liar, 1 << 30).Entries);
        Assert.NotEmpty(Problems(liar));
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(6, 8)]
    [InlineData(8, 9)]
    [InlineData(10, 1)]
    [InlineData(22, 1)]
    [InlineData(28, 1)]
    public void Verify_AHeaderOfAnotherKind_IsRefused(int place, byte value)
    {
        // Encrypted; a length behind the content; another packing; a time; another length; extra fields.
        var changed = (byte[])Bundle.Clone();
        changed[place] ^= value;

        Assert.NotEmpty(Problems(changed));
    }

    [Fact]
    public void Verify_AnArchiveOfAnotherProgram_IsRefused()
    {
        using var bytes = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in ExportedCase.Files(Bundle))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        Assert.NotEmpty(Problems(bytes.ToArray()));
    }

    private static IReadOnlyList<BundleProblem> Problems(byte[] bundle, params AuditPublicKey[] trusted) => EvidenceVerification.Verify(bundle, trusted).Problems;

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        var archive = new ZipBytes();
        foreach (var (name, content) in files)
        {
            archive.Add(name, content, isPacked: true);
        }

        return archive.ToArray();
    }

    /// <summary>The same files but for a change, packed as a bundle is.</summary>
    private byte[] Repacked(Action<Dictionary<string, byte[]>> change)
    {
        var files = ExportedCase.Files(Bundle);
        change(files);
        var archive = new ZipBytes();
        foreach (var (name, content) in files)
        {
            archive.Add(name, content, isPacked: !BundleNames.OfThisExport.Contains(name));
        }

        return archive.ToArray();
    }

    /// <summary>A bundle whose every hash is true, by somebody who knows the format.</summary>
    private byte[] Forged(Action<Dictionary<string, byte[]>> change, AuditSigningKey? signer)
    {
        var files = ExportedCase.Files(Bundle);
        change(files);
        var manifest = BundleManifest.Read(files[BundleNames.Manifest], out _)!;
        manifest = manifest with { Files = [.. manifest.Files.Where(file => file.Name != BundleNames.Sums).Select(file => file with { Length = files[file.Name].Length, Sha256 = Hash(files[file.Name]) })] };
        files[BundleNames.Sums] = manifest.ToSums();
        manifest = manifest with { Files = [.. manifest.Files, new BundleFileEntry(BundleNames.Sums, files[BundleNames.Sums].Length, Hash(files[BundleNames.Sums]), "the SHA-256 of each file")] };
        files[BundleNames.Manifest] = manifest.ToJson();
        var archive = new ZipBytes();
        foreach (var (name, content) in files.Where(file => !BundleNames.OfThisExport.Contains(file.Key)))
        {
            archive.Add(name, content, isPacked: true);
        }

        var said = ExportStatement.Read(files[BundleNames.Export])!;
        var statement = (said with
        {
            ArchiveBytes = archive.Length,
            ArchiveHash = Convert.ToHexStringLower(archive.Hash()),
            ManifestHash = Hash(files[BundleNames.Manifest]),
            SumsHash = Hash(files[BundleNames.Sums]),
            KeyId = signer?.Public.Id ?? said.KeyId,
        }).ToBytes();
        archive.Add(BundleNames.Export, statement, isPacked: false);
        archive.Add(BundleNames.Signature, signer?.Sign(statement) ?? files[BundleNames.Signature], isPacked: false);
        archive.Add(BundleNames.Key, signer is null ? files[BundleNames.Key] : Encoding.ASCII.GetBytes(signer.Public.ToPem()), isPacked: false);
        return archive.ToArray();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
