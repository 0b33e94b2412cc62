namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The files of a bundle.</summary>
internal static class BundleNames
{
    public const string Readme = "README.txt";
    public const string Manifest = "manifest.json";
    public const string Sums = "SHA256SUMS";
    public const string Alert = "alert.txt";
    public const string Events = "alert-events.ndjson";
    public const string Transitions = "alert-transitions.ndjson";
    public const string Vessels = "vessels.json";
    public const string TrackTable = "track.csv";
    public const string TrackShape = "track.geojson";
    public const string NeighbourTable = "neighbours.csv";
    public const string NeighbourShape = "neighbours.geojson";
    public const string Raw = "raw.nmea";
    public const string Settings = "settings.json";
    public const string Chart = "chart.geojson";
    public const string AuditEntries = "audit-entries.ndjson";
    public const string AuditChain = "audit-chain.json";
    public const string SuspectsPage = "suspects.html";
    public const string SuspectsReport = "suspects.json";

    /// <summary>With this the name of a report begins, in the place of an alert's id. No kind of alert is called so.</summary>
    public const string ReportPrefix = "suspects-";

    /// <summary>Who exported it and when, and the hashes of <see cref="Manifest"/> and <see cref="Sums"/>: what is signed.</summary>
    public const string Export = "export.txt";

    /// <summary>The signature over <see cref="Export"/>.</summary>
    public const string Signature = "export.sig";

    /// <summary>The public key that it is checked with.</summary>
    public const string Key = "signing-key.pem";

    /// <summary>Those that differ from export to export; everything else depends on what was stored alone.</summary>
    public static readonly string[] OfThisExport = [Export, Signature, Key];
}
