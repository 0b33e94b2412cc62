using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A comparison with gpsd's own decoder over recorded traffic; skipped, saying so, where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GpsdecodeFactAttribute : FactAttribute
{
    public GpsdecodeFactAttribute()
    {
        if (SharedData.Missing([]) is { } missing)
        {
            Skip = $"needs the recorded traffic '{missing}', which is not part of this repository";
        }
        else if (Path is null)
        {
            Skip = "needs gpsdecode (Debian package gpsd-clients)";
        }
    }

    /// <summary>Where gpsdecode is, or null.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "gpsdecode"))
        .FirstOrDefault(File.Exists);
}
