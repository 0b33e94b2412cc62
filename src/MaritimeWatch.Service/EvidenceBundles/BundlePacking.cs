using System.Security.Cryptography;
using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Makes files into an archive that shows of itself whether it was changed.</summary>
internal static class BundlePacking
{
    /// <summary>Packs and signs.</summary>
    /// <param name="subject">What it is about: the id of an alert, or of a report.</param>
    /// <param name="manifest">Without its files.</param>
    /// <param name="files">In the order of the archive.</param>
    /// <param name="signs">Signs, or null where nobody can.</param>
    /// <param name="exportedBy">Who asks.</param>
    /// <param name="exportedAt">When.</param>
    /// <exception cref="BundleRefusedException">It would be too large.</exception>
    public static byte[] Pack(string subject, BundleManifest manifest, List<BundleFile> files, IBundleSigner? signs, string exportedBy, Instant exportedAt)
    {
        if (files.Sum(file => (long)file.Content.Length) > EvidenceVerification.MostBytes / 2)
        {
            throw new BundleRefusedException(BundleRefusedException.TooMuch, "the bundle would hold more than 512 MiB; narrow the period or the neighbours");
        }

        manifest = manifest with { Files = [.. files.Select(Entry)] };
        var sums = new BundleFile(BundleNames.Sums, manifest.ToSums(), "the SHA-256 of each file");
        manifest = manifest with { Files = [.. manifest.Files, Entry(sums)] };
        var json = manifest.ToJson();
        var archive = new ZipBytes();
        foreach (var file in files.Append(sums).Append(new BundleFile(BundleNames.Manifest, json, "")))
        {
            archive.Add(file.Name, file.Content, isPacked: true);
        }

        var said = new ExportStatement(manifest.Tlp, subject, PlainText.Clean(exportedBy), exportedAt.WholeSecond, null, archive.Length, Convert.ToHexStringLower(archive.Hash()), Hash(json), Hash(sums.Content));
        if (signs is not { } signer)
        {
            archive.Add(BundleNames.Export, said.ToBytes(), isPacked: false);
            return archive.ToArray();
        }

        while (true)
        {
            // The key may be changed between its name and its signature.
            var key = signer.PublicKey;
            var statement = (said with { KeyId = key.Id }).ToBytes();
            var signature = signer.Sign(statement);
            if (key.Verify(statement, signature))
            {
                archive.Add(BundleNames.Export, statement, isPacked: false);
                archive.Add(BundleNames.Signature, signature, isPacked: false);
                archive.Add(BundleNames.Key, Encoding.ASCII.GetBytes(key.ToPem()), isPacked: false);
                return archive.ToArray();
            }
        }
    }

    private static BundleFileEntry Entry(BundleFile file) => new(file.Name, file.Content.Length, Hash(file.Content), file.What);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
