namespace MaritimeWatch.Tests;

/// <summary>A theory on recorded traffic that is not part of this repository; skipped, saying so, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(params string[] files)
    {
        if (SharedData.Missing(files) is { } missing)
        {
            Skip = $"needs the recorded traffic '{missing}', which is not part of this repository";
        }
    }
}
