using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A comparison with gpsd's own decoder; skipped, saying so, where that or the recorded traffic it needs is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GpsdecodeFactAttribute : FactAttribute
{
    private bool needsRecordings;

    public GpsdecodeFactAttribute() => NeedsRecordings = true;

    /// <summary>Whether the comparison is over recorded traffic; false where the test makes its own.</summary>
    public bool NeedsRecordings
    {
        get => needsRecordings;
        set
        {
            needsRecordings = value;
            Skip = Path is null ? "needs gpsdecode (Debian package gpsd-clients)"
                : value && SharedData.Missing([]) is { } missing ? $"needs the recorded traffic '{missing}', which is not part of this repository"
                : null;
        }
    }

    /// <summary>Where gpsdecode is, or null.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "gpsdecode"))
        .FirstOrDefault(File.Exists);
}
