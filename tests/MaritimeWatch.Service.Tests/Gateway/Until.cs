using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>Waits for what comes about on other threads; a deadline only ends a test that would hang.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
