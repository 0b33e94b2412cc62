using System.Diagnostics;
using System.Globalization;

namespace MaritimeWatch.Service.Replay;

/// <summary>One line of progress on a terminal's standard error, drawn over itself; nothing where that is no terminal.</summary>
/// <param name="mayShow">False where the terminal shows the data itself.</param>
internal sealed class ProgressLine(bool mayShow = true)
{
    private const int Width = 28;

    private readonly bool isShown = mayShow && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";
    private readonly Stopwatch sinceDrawn = Stopwatch.StartNew();
    private readonly Stopwatch sinceStart = Stopwatch.StartNew();
    private bool isDrawn;

    /// <summary>Draws where enough time has passed.</summary>
    /// <param name="part">How much is done, 0 to 1, or null when the whole is not known.</param>
    /// <param name="rows">Rows so far.</param>
    /// <param name="found">What has come of them so far, and how many.</param>
    /// <param name="unit">What is found, e.g. <c>alerts</c>.</param>
    /// <param name="rowUnit">What a row is called.</param>
    public void Draw(double? part, long rows, long found, string unit, string rowUnit = "rows")
    {
        if (!isShown || sinceDrawn.ElapsedMilliseconds < 150)
        {
            return;
        }

        isDrawn = true;
        sinceDrawn.Restart();
        var bar = part is { } done
            ? $"[{new string('#', (int)(done * Width)),-Width}] {done,4:P0}"
            : "";
        var rate = rows / Math.Max(sinceStart.Elapsed.TotalSeconds, 0.001);
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{bar}  {rows:N0} {rowUnit}  {rate:N0} {rowUnit}/s  {found:N0} {unit}\u001b[K"));
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
