using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage.Audit;

/// <summary>The words for what is done. They are in files of users: never change one.</summary>
public static class AuditActions
{
    /// <summary>The store got its audit log; the first entry of each.</summary>
    public const string StoreOpened = "store.created";

    /// <summary>The store is of an earlier version and what it held was taken into the chain.</summary>
    public const string StoreMigrated = "store.migrated";

    /// <summary>The service started.</summary>
    public const string ServiceStarted = "service.start";

    /// <summary>The service was told to stop.</summary>
    public const string ServiceStopped = "service.stop";

    /// <summary>The settings are others than at the start before.</summary>
    public const string SettingsChanged = "settings.changed";

    /// <summary>The charted assets are others than at the start before.</summary>
    public const string AssetsChanged = "assets.changed";

    /// <summary>A caller was refused; many of the same in a minute are one entry.</summary>
    public const string AccessRefused = "access.refused";

    /// <summary>An address was locked out.</summary>
    public const string AccessLockedOut = "access.locked_out";

    /// <summary>Streams were cut because their credentials hold no more.</summary>
    public const string AccessStreamsCut = "access.streams_cut";

    /// <summary>A file of credentials or keys was read, for the first time or again.</summary>
    public const string CredentialsLoaded = "access.credentials_loaded";

    /// <summary>A token appeared in the file of tokens.</summary>
    public const string TokenAdded = "access.token_added";

    /// <summary>A token was revoked.</summary>
    public const string TokenRevoked = "access.token_revoked";

    /// <summary>A token disappeared from the file of tokens.</summary>
    public const string TokenRemoved = "access.token_removed";

    /// <summary>An evidence bundle was made.</summary>
    public const string EvidenceExported = "evidence.export";

    /// <summary>Tracks left as a file.</summary>
    public const string TracksExported = "tracks.export";

    /// <summary>Tracks were read by a program; the same caller's within a minute are one entry.</summary>
    public const string TracksRead = "tracks.read";

    /// <summary>A replay was started.</summary>
    public const string ReplayStarted = "replay.start";

    /// <summary>A replay has ended or was stopped.</summary>
    public const string ReplayEnded = "replay.end";

    /// <summary>Somebody began to push traffic.</summary>
    public const string IngestOpened = "ingest.open";

    /// <summary>A session of pushed traffic ended; with its totals.</summary>
    public const string IngestClosed = "ingest.close";

    /// <summary>Somebody read the audit log.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>The log was signed up to an entry.</summary>
    public const string Checkpoint = "audit.checkpoint";

    /// <summary>A key that signs from here on.</summary>
    public const string Key = "audit.key";

    /// <summary>The log is not what the checkpoints outside say.</summary>
    public const string Mismatch = "audit.mismatch";

    /// <summary>Entries were given up because too many waited for the disk.</summary>
    public const string Overflow = "audit.overflow";

    /// <summary>Of an alert event, by what it says of its alert.</summary>
    public static string Of(AlertState state) => state switch
    {
        AlertState.Raised => "alert.raised",
        AlertState.Maintained => "alert.maintained",
        AlertState.Lowered => "alert.lowered",
        AlertState.Closed => "alert.ended",
        AlertState.Retracted => "alert.retracted",
        _ => "alert.event",
    };

    /// <summary>Of a transition, by what was done about its alert.</summary>
    public static string Of(OperatorAction action) => action switch
    {
        OperatorAction.Raised => "desk.raised",
        OperatorAction.Acknowledged => "desk.acknowledged",
        OperatorAction.Rearmed => "desk.rearmed",
        OperatorAction.Assigned => "desk.assigned",
        OperatorAction.Commented => "desk.commented",
        OperatorAction.Shelved => "desk.shelved",
        OperatorAction.Unshelved => "desk.unshelved",
        OperatorAction.Escalated => "desk.escalated",
        OperatorAction.Cleared => "desk.cleared",
        OperatorAction.Closed => "desk.closed",
        _ => "desk.transition",
    };
}
