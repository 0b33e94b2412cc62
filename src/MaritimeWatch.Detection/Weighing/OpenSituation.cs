using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>What the Weigh stage remembers of a situation while a detector keeps it open.</summary>
internal sealed class OpenSituation(Finding first)
{
    /// <summary>The latest word of the detector.</summary>
    public Finding Latest { get; set; } = first;

    /// <summary>When the detector first spoke.</summary>
    public Instant FirstSpoken { get; } = first.OrderTime;

    /// <summary>Whether it waits for the picture to become clear.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Whether people were told.</summary>
    public bool IsPublished { get; set; }

    /// <summary>The severity they were last told.</summary>
    public Severity PublishedSeverity { get; set; }

    /// <summary>Why the whole picture lowered it, or null; the reason holds until the detector's own severity rises.</summary>
    public string? LoweredBy { get; set; }

    /// <summary>What explains it for now, or null: an explanation that passes.</summary>
    public string? MutedBy { get; set; }

    /// <summary>The detector's own severity when it was lowered.</summary>
    public Severity LoweredFrom { get; set; }

    /// <summary>Whether it was lowered to a notice rather than by one step.</summary>
    public bool IsExplained { get; set; }

    /// <summary>The detector's severity up to which it was explained and not published; unspecified where it never was.</summary>
    public Severity HeldBackAt { get; set; }

    /// <summary>The reason it was last listed with, or null.</summary>
    public string? ListedAs { get; set; }
}
