using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Who exported a bundle and when, over the hashes of what is in it: the file that is signed, and that <c>sha256sum -c</c> reads.</summary>
/// <param name="Tlp">The label.</param>
/// <param name="AlertId">The alert; or the report, of whose names <see cref="BundleNames.ReportPrefix"/> is the beginning.</param>
/// <param name="ExportedBy">Who.</param>
/// <param name="ExportedAt">When, by the clock of the exporter.</param>
/// <param name="KeyId">The key that signs, or null where it is not signed.</param>
/// <param name="ArchiveBytes">Bytes of the archive before this file.</param>
/// <param name="ArchiveHash">Their SHA-256.</param>
/// <param name="ManifestHash">Of <c>manifest.json</c>.</param>
/// <param name="SumsHash">Of <c>SHA256SUMS</c>.</param>
internal sealed partial record ExportStatement(string Tlp, string AlertId, string ExportedBy, Instant ExportedAt, string? KeyId, long ArchiveBytes, string ArchiveHash, string ManifestHash, string SumsHash)
{
    private string What => AlertId.StartsWith(BundleNames.ReportPrefix, StringComparison.Ordinal) ? "report" : "alert";

    /// <summary>Lines that begin with <c>#</c> are comments to <c>sha256sum</c>.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # MaritimeWatch evidence bundle: what was exported, by whom, when
        # marking: {Tlp}
        # {What}: {AlertId}
        # exported by: {ExportedBy}
        # exported at: {ExportedAt}
        # signed with: {KeyId ?? "not signed"}
        # archive before this file: {ArchiveBytes} bytes, sha256 {ArchiveHash}
        {ManifestHash}  {BundleNames.Manifest}
        {SumsHash}  {BundleNames.Sums}

        """));

    /// <summary>Reads it back; null where a single byte is not as <see cref="ToBytes"/> writes it.</summary>
    public static ExportStatement? Read(byte[] bytes)
    {
        var match = Form().Match(Encoding.UTF8.GetString(bytes));
        if (!match.Success || !Instant.TryParse(match.Groups["at"].Value, out var at) || !long.TryParse(match.Groups["bytes"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var key = match.Groups["key"].Value;
        var read = new ExportStatement(
            match.Groups["tlp"].Value, match.Groups["alert"].Value, match.Groups["by"].Value, at, key == "not signed" ? null : key, count, match.Groups["archive"].Value, match.Groups["manifest"].Value, match.Groups["sums"].Value);
        return CryptographicOperations.FixedTimeEquals(read.ToBytes(), bytes) ? read : null;
    }

    [GeneratedRegex(
        """
        \A# MaritimeWatch evidence bundle: what was exported, by whom, when
        # marking: (?<tlp>[^\n]+)
        # (?:alert|report): (?<alert>[^\n]+)
        # exported by: (?<by>[^\n]*)
        # exported at: (?<at>[^\n]+)
        # signed with: (?<key>not signed|[0-9a-f]{16})
        # archive before this file: (?<bytes>[0-9]{1,10}) bytes, sha256 (?<archive>[0-9a-f]{64})
        (?<manifest>[0-9a-f]{64})  manifest\.json
        (?<sums>[0-9a-f]{64})  SHA256SUMS
        \z
        """,
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();
}
