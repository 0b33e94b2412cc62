namespace MaritimeWatch.Storage.Blocks;

/// <summary>Times in the R*Tree, whose numbers have 32 bits: minutes since 1970, enough for four thousand years.</summary>
internal static class BlockPlace
{
    /// <summary>The minute that a time lies in.</summary>
    public static long Minute(long unixSeconds) => Math.Clamp((long)Math.Floor(unixSeconds / 60.0), int.MinValue, int.MaxValue);
}
