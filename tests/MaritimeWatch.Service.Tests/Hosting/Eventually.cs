namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>Waits for what comes by itself; only a test that would hang is ended, nothing is timed.</summary>
internal static class Eventually
{
    public static Task HoldsAsync(Func<bool> holds) => HoldsAsync(() => Task.FromResult(holds()));

    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        while (!await holds())
        {
            // Leaves the processor to what is waited for.
            await Task.Delay(TimeSpan.FromMilliseconds(2), patience.Token);
        }
    }
}
