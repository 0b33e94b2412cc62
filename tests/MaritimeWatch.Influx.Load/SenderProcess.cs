using System.Diagnostics;
using System.Globalization;

namespace MaritimeWatch.Influx.Load;

/// <summary>The sender as seen by whoever kills it.</summary>
internal sealed class SenderProcess : IDisposable
{
    private readonly Process process;
    private readonly Task reading;
    private int acknowledged;
    private long waiting;
    private long recovered;

    private SenderProcess(Process process, int first)
    {
        this.process = process;
        acknowledged = first;
        reading = ReadAsync();
    }

    /// <summary>The first number that is not acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>Points that waited on the disk when it last spoke.</summary>
    public long Waiting => Volatile.Read(ref waiting);

    /// <summary>Points that the server has taken from the disk since it started.</summary>
    public long Recovered => Volatile.Read(ref recovered);

    public static SenderProcess Start(Uri url, string folder, int first)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SenderProcess).Assembly.Location, "sender", url.ToString(), folder, first.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        return new SenderProcess(Process.Start(start)!, first);
    }

    /// <summary>Waits until it has come to something.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or takes longer than anything takes.</exception>
    public async Task UntilAsync(Func<SenderProcess, bool> isSo, string what)
    {
        for (var start = Stopwatch.StartNew(); !isSo(this); await Task.Delay(2))
        {
            if (process.HasExited || start.Elapsed > TimeSpan.FromMinutes(3))
            {
                throw new InvalidOperationException(process.HasExited ? $"the sender ended before {what}" : $"not within three minutes: {what}");
            }
        }
    }

    /// <summary>kill -9; what it had said before is still heard.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    /// <summary>Lets it end by itself, with nothing waiting.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        await reading;
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line that a kill has cut acknowledges nothing.
            if (line.Split(' ') is [var next, var left, var back] && back.Length > 0)
            {
                Volatile.Write(ref waiting, long.Parse(left, CultureInfo.InvariantCulture));
                Volatile.Write(ref recovered, long.Parse(back, CultureInfo.InvariantCulture));
                Volatile.Write(ref acknowledged, int.Parse(next, CultureInfo.InvariantCulture));
            }
        }
    }
}
