namespace MaritimeWatch.Influx.Tests;

/// <summary>Waiting for what has to happen, with a limit that only a broken program reaches.</summary>
internal static class Soon
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task<T> In<T>(Task<T> task) => task.WaitAsync(Limit);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var deadline = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, $"not within {Limit.TotalSeconds} s: {what}");
            await Task.Delay(10);
        }
    }
}
