namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>A bundle cannot be made as asked for.</summary>
/// <param name="reason">For programs, e.g. <c>ALERT_NOT_FOUND</c>.</param>
/// <param name="message">For a person.</param>
internal sealed class BundleRefusedException(string reason, string message) : Exception(message)
{
    public const string NotFound = "ALERT_NOT_FOUND";
    public const string AboveClearance = "TLP_ABOVE_CLEARANCE";
    public const string BelowMarking = "TLP_BELOW_MARKING";
    public const string OutOfRange = "OUT_OF_RANGE";
    public const string TooMuch = "TOO_MUCH";

    public string Reason { get; } = reason;
}
