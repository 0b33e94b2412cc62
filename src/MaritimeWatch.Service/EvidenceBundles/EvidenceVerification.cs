using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Checks a bundle: the archive's structure, every hash, the signature, the audit chain, the markings. Names everything that is wrong.</summary>
internal sealed class EvidenceVerification
{
    /// <summary>What all files of a bundle together may unpack to.</summary>
    public const long MostBytes = 1L << 30;

    private static readonly string[] Required = [BundleNames.Readme, BundleNames.Alert, BundleNames.Events, BundleNames.Transitions, BundleNames.TrackTable, BundleNames.TrackShape, BundleNames.Raw, BundleNames.Sums];

    private static readonly string[] RequiredOfSuspects = [BundleNames.Readme, BundleNames.SuspectsPage, BundleNames.SuspectsReport, BundleNames.TrackTable, BundleNames.Chart, BundleNames.Sums];

    private readonly ZipLayout archive;
    private readonly byte[] bytes;
    private readonly IReadOnlyList<AuditPublicKey> trusted;
    private readonly List<BundleProblem> problems = [];
    private readonly Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);

    private EvidenceVerification(byte[] bytes, IReadOnlyList<AuditPublicKey> trusted)
    {
        (this.bytes, this.trusted) = (bytes, trusted);
        archive = ZipLayout.Read(bytes, MostBytes);
    }

    /// <summary>Whether a file begins as a zip archive does: then it may be a bundle.</summary>
    public static bool IsArchive(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.StartsWith("PK"u8);
    }

    /// <summary>Checks a bundle.</summary>
    /// <param name="bundle">The whole archive.</param>
    /// <param name="trusted">Public keys whose signature counts; none to take the one in the bundle, which proves that nothing was changed and not who signed.</param>
    public static BundleVerdict Verify(byte[] bundle, IReadOnlyList<AuditPublicKey> trusted)
    {
        try
        {
            var verification = new EvidenceVerification(bundle, trusted);
            return verification.Run();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whoever made this meant to break the verification: it gets its verdict all the same.
            return new BundleVerdict([new BundleProblem(BundleProblem.Archive, $"is written as no bundle is, and cannot be checked: {PlainText.Clean(failure.Message)}")], null, null, 0, null);
        }
    }

    private BundleVerdict Run()
    {
        problems.AddRange(archive.Problems.Select(problem => new BundleProblem(BundleProblem.Archive, problem)));
        foreach (var entry in archive.Entries)
        {
            if (archive.Content(entry, out var problem) is { } content)
            {
                contents[entry.Name] = content;
            }
            else
            {
                Wrong(entry.Name, problem);
            }
        }

        var statement = Statement();
        var manifest = Manifest(statement);
        var keys = Signature(statement);
        if (manifest is not null)
        {
            Files(manifest);
            Markings(manifest, statement);
            Audit(manifest, keys);
        }

        var key = keys.Count > 0 ? keys[0] : null;
        return new BundleVerdict(problems, statement, manifest, contents.Count, trusted.Count == 0 ? null : key is not null && trusted.Any(known => known.Id == key.Id));
    }

    private ExportStatement? Statement()
    {
        if (!contents.TryGetValue(BundleNames.Export, out var text))
        {
            Missing(BundleNames.Export);
            return null;
        }

        if (ExportStatement.Read(text) is not { } statement)
        {
            Wrong(BundleNames.Export, "is not written as every bundle has it");
            return null;
        }

        var entry = archive.Entries.First(file => file.Name == BundleNames.Export);
        if (statement.ArchiveBytes != entry.Offset || statement.ArchiveHash != Hash(bytes.AsSpan(0, (int)Math.Min(entry.Offset, bytes.Length))))
        {
            Wrong(BundleProblem.Archive, $"the bytes before {BundleNames.Export} are not those that were exported");
        }

        var order = archive.Entries.Skip(archive.Entries.Count - (statement.KeyId is null ? 1 : 3)).Select(file => file.Name);
        if (!order.SequenceEqual(BundleNames.OfThisExport.Take(statement.KeyId is null ? 1 : 3)) || archive.Entries.Any(file => file.IsPacked == BundleNames.OfThisExport.Contains(file.Name)))
        {
            Wrong(BundleProblem.Archive, "its files do not stand in the order, or not packed, as they were exported");
        }

        return statement;
    }

    private BundleManifest? Manifest(ExportStatement? statement)
    {
        foreach (var (name, hash) in new[] { (BundleNames.Manifest, statement?.ManifestHash), (BundleNames.Sums, statement?.SumsHash) })
        {
            if (!contents.TryGetValue(name, out var content))
            {
                Missing(name);
            }
            else if (hash is not null && Hash(content) != hash)
            {
                Wrong(name, $"has another hash than {BundleNames.Export} says");
            }
        }

        if (!contents.TryGetValue(BundleNames.Manifest, out var json))
        {
            return null;
        }

        if (BundleManifest.Read(json, out var problem) is not { } manifest)
        {
            Wrong(BundleNames.Manifest, $"cannot be read: {problem}");
            return null;
        }

        if (statement is not null && (manifest.AlertId != statement.AlertId || manifest.Tlp != statement.Tlp))
        {
            Wrong(BundleNames.Export, "is about another alert or another marking than the manifest");
        }

        return manifest;
    }

    private IReadOnlyList<AuditPublicKey> Signature(ExportStatement? statement)
    {
        if (statement is { KeyId: null })
        {
            Wrong(BundleNames.Export, "is not signed: nothing shows who exported this, and whoever changed it could have made it anew");
            return [];
        }

        if (!contents.TryGetValue(BundleNames.Signature, out var signature))
        {
            Missing(BundleNames.Signature);
        }

        if (!contents.TryGetValue(BundleNames.Key, out var pem))
        {
            Missing(BundleNames.Key);
            return trusted;
        }

        if (Key(pem) is not { } key)
        {
            Wrong(BundleNames.Key, "holds no key as every bundle has it");
            return trusted;
        }

        if (statement is not null && key.Id != statement.KeyId)
        {
            Wrong(BundleNames.Key, $"is another key than {BundleNames.Export} names");
        }

        if (trusted.Count > 0 && trusted.All(known => known.Id != key.Id))
        {
            Wrong(BundleNames.Key, $"is the key {key.Id}, which is none of those that were given");
        }

        if (signature is not null && contents.TryGetValue(BundleNames.Export, out var signed) && !key.Verify(signed, signature))
        {
            Wrong(BundleNames.Signature, $"is no signature of that key over {BundleNames.Export}");
        }

        return [key, .. trusted];
    }

    private static AuditPublicKey? Key(byte[] pem)
    {
        try
        {
            // Read and written again, it must be the same text: there are many ways to write one key.
            var text = Encoding.ASCII.GetString(pem);
            return AuditPublicKey.FromPem(text) is [var key] && Encoding.ASCII.GetBytes(key.ToPem()).AsSpan().SequenceEqual(pem) ? key : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private void Files(BundleManifest manifest)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            if (!listed.Add(file.Name))
            {
                Wrong(BundleNames.Manifest, $"lists '{PlainText.Clean(file.Name)}' twice");
            }
            else if (!contents.TryGetValue(file.Name, out var content))
            {
                if (archive.Entries.All(entry => entry.Name != file.Name))
                {
                    Missing(PlainText.Clean(file.Name));
                }
            }
            else if (content.Length != file.Length || Hash(content) != file.Sha256)
            {
                Wrong(file.Name, "was changed: its length or its SHA-256 is another than the manifest says");
            }
        }

        foreach (var entry in archive.Entries.Where(entry => !listed.Contains(entry.Name) && entry.Name != BundleNames.Manifest && !BundleNames.OfThisExport.Contains(entry.Name)))
        {
            Wrong(entry.Name, "was added: the manifest does not list it");
        }

        foreach (var name in (manifest.Format == BundleManifest.SuspectsFormat ? RequiredOfSuspects : Required).Where(name => !listed.Contains(name)))
        {
            Wrong(BundleNames.Manifest, $"does not list {name}, which every bundle has");
        }

        if (contents.TryGetValue(BundleNames.Sums, out var sums) && !sums.AsSpan().SequenceEqual(manifest.ToSums()))
        {
            Wrong(BundleNames.Sums, "does not say what the manifest says");
        }
    }

    private void Markings(BundleManifest manifest, ExportStatement? statement)
    {
        if (TlpMarking.Read(manifest.Tlp) is null || (statement is not null && TlpMarking.Read(statement.Tlp) is null))
        {
            Wrong(BundleNames.Manifest, "has no marking of the Traffic Light Protocol 2.0");
            return;
        }

        var label = manifest.Tlp;
        foreach (var (name, content) in contents)
        {
            var isMarked = name switch
            {
                BundleNames.Readme or BundleNames.Alert => content.AsSpan().StartsWith(Encoding.ASCII.GetBytes(label + "\n")),
                BundleNames.TrackTable or BundleNames.NeighbourTable => Rows(content).All(row => row.EndsWith("," + (row.StartsWith('#') ? TrackTable.LabelColumn : label), StringComparison.Ordinal)),
                BundleNames.TrackShape or BundleNames.NeighbourShape or BundleNames.Chart or BundleNames.Vessels or BundleNames.SuspectsReport => LabelOf(content) == label,
                BundleNames.SuspectsPage => content.AsSpan().IndexOf(Encoding.ASCII.GetBytes($">{label}</span>")) >= 0,
                BundleNames.Raw => FirstNote(content) is [JournalNote.Marking, var said] && said == label,
                _ => true,
            };
            if (!isMarked)
            {
                Wrong(name, $"is not marked {label}");
            }
        }
    }

    private void Audit(BundleManifest manifest, IReadOnlyList<AuditPublicKey> keys)
    {
        var hasEntries = contents.TryGetValue(BundleNames.AuditEntries, out var entries);
        if (hasEntries && contents.TryGetValue(BundleNames.AuditChain, out var chain))
        {
            problems.AddRange(AuditPart.Check(
                entries!, chain, contents.GetValueOrDefault(BundleNames.Events, []), contents.GetValueOrDefault(BundleNames.Transitions, []), manifest.Audit, keys, manifest.Tlp));
        }
        else if (manifest.Audit.Entries > 0)
        {
            Missing(hasEntries ? BundleNames.AuditChain : BundleNames.AuditEntries);
        }
    }

    private static string[] Rows(byte[] table) => Encoding.UTF8.GetString(table).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string? LabelOf(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.TryGetProperty(GeoJsonText.Label, out var label) ? label.GetString() : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string[]? FirstNote(byte[] raw)
    {
        var end = raw.AsSpan().IndexOf((byte)'\n');
        var line = raw.AsSpan(0, Math.Max(0, end));
        return line.Length > 1 && line[1..].IndexOf((byte)'\\') is var close and >= 0 ? JournalNote.Read(line[(close + 2)..]) : null;
    }

    private void Missing(string name) => Wrong(name, "is missing");

    private void Wrong(string file, string what) => problems.Add(new BundleProblem(file, what));

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
