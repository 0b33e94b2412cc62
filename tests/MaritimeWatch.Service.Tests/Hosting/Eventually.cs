using System.Runtime.CompilerServices;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>Waits for what comes by itself; only a test that would hang is ended, nothing is timed.</summary>
internal static class Eventually
{
    public static Task HoldsAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") => HoldsAsync(() => Task.FromResult(holds()), what);

    public static async Task HoldsAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        while (!await holds())
        {
            if (patience.IsCancellationRequested)
            {
                Assert.Fail($"It never was so: {what}");
            }

            // Leaves the processor to what is waited for.
            await Task.Delay(TimeSpan.FromMilliseconds(2), CancellationToken.None);
        }
    }
}
