using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Decode;

/// <summary>How often something was dropped for a reason.</summary>
internal sealed record DroppedCount(DropReason Reason, long Count)
{
    /// <summary>Whether the input was bad, as opposed to good input that has no use here.</summary>
    public bool IsRejection => Reason.IsRejection();
}
