using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A comparison with gpsd's own decoder; skipped, saying so, where it or the recorded traffic is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GpsdecodeFactAttribute : FactAttribute
{
    public GpsdecodeFactAttribute() => Skip = Missing();

    /// <summary>Whether the test reads recorded traffic.</summary>
    public bool NeedsRecordings
    {
        get;
        init
        {
            field = value;
            Skip = Missing();
        }
    } = true;

    /// <summary>Where gpsdecode is, or null.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "gpsdecode"))
        .FirstOrDefault(File.Exists);

    private string? Missing()
    {
        if (Path is null)
        {
            return "needs gpsdecode (Debian package gpsd-clients)";
        }

        return NeedsRecordings && SharedData.Missing([]) is { } missing ? $"needs the recorded traffic '{missing}', which is not part of this repository" : null;
    }
}
