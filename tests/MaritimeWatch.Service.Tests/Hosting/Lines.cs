namespace MaritimeWatch.Service.Tests.Hosting;

internal static class Lines
{
    /// <summary>The pieces that end with <paramref name="end"/>, each with its end.</summary>
    public static IEnumerable<byte[]> Split(this byte[] bytes, byte end)
    {
        var start = 0;
        for (var at = Array.IndexOf(bytes, end); at >= 0; at = Array.IndexOf(bytes, end, start))
        {
            yield return bytes[start..(at + 1)];
            start = at + 1;
        }
    }
}
