using System.Diagnostics;
using System.Net.Sockets;

namespace MaritimeWatch.Load;

/// <summary>Sends lines over TCP at a steady rate and notes when each began to be sent.</summary>
internal sealed class PacedSender(IReadOnlyList<ReadOnlyMemory<byte>> lines, double linesPerSecond)
{
    private const int MillisecondsBetween = 2;

    /// <summary>When each line was handed to the socket, by <see cref="Stopwatch.GetTimestamp"/>; 0 for those not yet.</summary>
    public long[] SentAt { get; } = new long[lines.Count];

    /// <summary>Lines sent so far.</summary>
    public int Sent { get; private set; }

    /// <summary>Longest time that the sender was behind its plan, in seconds: the service, or this machine, did not keep up.</summary>
    public double LongestLagSeconds { get; private set; }

    public async Task RunAsync(string host, int port, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port, cancellation);
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(MillisecondsBetween));
        var block = new List<byte>();
        while (Sent < lines.Count && await timer.WaitForNextTickAsync(cancellation))
        {
            var planned = (int)Math.Min(lines.Count, Stopwatch.GetElapsedTime(start).TotalSeconds * linesPerSecond);
            block.Clear();
            var now = Stopwatch.GetTimestamp();
            for (var line = Sent; line < planned; line++)
            {
                SentAt[line] = now;
                block.AddRange(lines[line].Span);
            }

            Sent = planned;
            await socket.SendAsync(block.ToArray(), cancellation);
            LongestLagSeconds = Math.Max(LongestLagSeconds, Stopwatch.GetElapsedTime(now).TotalSeconds);
        }
    }
}
