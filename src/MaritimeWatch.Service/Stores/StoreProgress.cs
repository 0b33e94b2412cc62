using System.Globalization;

namespace MaritimeWatch.Service.Stores;

/// <summary>How far a long piece of work on a store has come: one line drawn over itself on a terminal, a line every half minute elsewhere.</summary>
internal sealed class StoreProgress(TimeProvider clock)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(30);

    private readonly bool isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";
    private readonly long started = clock.GetTimestamp();
    private long told = clock.GetTimestamp();
    private bool isDrawn;

    /// <summary>Tells it where enough time has passed.</summary>
    /// <param name="what">What is worked on.</param>
    /// <param name="share">How much is done, 0 to 1, or null where the whole is not known.</param>
    /// <param name="count">What was done.</param>
    /// <param name="unit">What one of it is called.</param>
    public void Draw(string what, double? share, long count, string unit)
    {
        if (clock.GetElapsedTime(told) < (isTerminal ? Redraw : Repeat))
        {
            return;
        }

        told = clock.GetTimestamp();
        var seconds = Math.Max(clock.GetElapsedTime(started).TotalSeconds, 0.001);
        var left = share is > 0.001 and < 1 and var done ? string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(Math.Round(seconds * (1 - done) / done)):c} left") : "";
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{what}: {(share is { } part ? $"{part.ToString("P1", CultureInfo.InvariantCulture)}, " : "")}{count:N0} {unit}, {count / seconds:N0} {unit}/s{left}");
        if (isTerminal)
        {
            isDrawn = true;
            Console.Error.Write($"\r{line}\u001b[K");
        }
        else
        {
            Console.Error.WriteLine($"maritimewatch: {line}");
        }
    }

    public void Clear()
    {
        if (isDrawn)
        {
            isDrawn = false;
            Console.Error.Write("\r\u001b[K");
        }
    }
}
