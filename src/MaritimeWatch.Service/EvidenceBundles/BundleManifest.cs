using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>What a bundle holds and what it is about; the same for the same stored data, whoever exports it and when.</summary>
internal sealed record BundleManifest
{
    public const string CurrentFormat = "maritimewatch-evidence-1";

    /// <summary>Of a bundle about a report of suspects instead of an alert.</summary>
    public const string SuspectsFormat = "maritimewatch-suspects-1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public required string Format { get; init; }

    /// <summary>As <see cref="TlpMarking.Of"/> writes it.</summary>
    public required string Tlp { get; init; }

    /// <summary>The alert; or the name of a report.</summary>
    public required string AlertId { get; init; }

    /// <summary>MMSIs of the vessels that the alert is about.</summary>
    public required IReadOnlyList<uint> Vessels { get; init; }

    /// <summary>RFC 3339, inclusive.</summary>
    public required string PeriodFrom { get; init; }

    /// <summary>RFC 3339, inclusive.</summary>
    public required string PeriodTo { get; init; }

    public required double NeighboursWithinNauticalMiles { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string Program { get; init; }

    public required BundleSettings Settings { get; init; }

    public required BundleChart Chart { get; init; }

    public required BundleRaw Raw { get; init; }

    public required BundleAudit Audit { get; init; }

    /// <summary>In the order in which they stand in the archive; this file and those of the export itself left out.</summary>
    public required IReadOnlyList<BundleFileEntry> Files { get; init; }

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <summary>Reads it back; null with the problem where it is none.</summary>
    public static BundleManifest? Read(ReadOnlySpan<byte> json, out string problem)
    {
        try
        {
            var read = JsonSerializer.Deserialize<BundleManifest>(json, Options);
            problem = read is null ? "it is null" : read.Format is not (CurrentFormat or SuspectsFormat) ? $"it is of the format '{PlainText.Clean(read.Format)}', not {CurrentFormat}" : read.Files.Any(file => file is null) ? "a file in it is null" : "";
            return problem.Length == 0 ? read : null;
        }
        catch (JsonException failure)
        {
            problem = PlainText.Clean(failure.Message);
            return null;
        }
    }

    /// <summary>The hashes in the form of <c>sha256sum</c>.</summary>
    public byte[] ToSums() => Encoding.ASCII.GetBytes(string.Concat(Files.Where(file => file.Name != BundleNames.Sums).Select(file => $"{file.Sha256}  {file.Name}\n")));
}
