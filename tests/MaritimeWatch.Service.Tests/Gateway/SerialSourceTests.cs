using System.Runtime.InteropServices;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>On a pseudo terminal, which is a serial line to whoever opens it.</summary>
public sealed class SerialSourceTests
{
    [Fact]
    public async Task Line_OnWhichAReceiverSends_GivesItsReports()
    {
        using var line = new PseudoTerminal();
        await using var bed = new SourceBed(Entry(line.Name));
        await bed.StateAsync(SourceState.Connecting, $"reading {line.Name} at 38400 bits a second");

        // No more at a time than the terminal holds.
        var reports = 0;
        foreach (var sentence in Traffic.ShipAtAnchorOnTheCable(219_000_606, minutes: 5).Split((byte)'\n'))
        {
            line.Write(sentence);
            reports++;
        }

        // Static data comes in two sentences.
        Assert.Equal(reports - 1, await bed.ReportsAsync(reports - 1));
    }

    [Fact]
    public async Task Line_ThatIsUnplugged_IsSaidToBeGoneAndTriedAgain()
    {
        var line = new PseudoTerminal();
        await using var bed = new SourceBed(Entry(line.Name));
        await bed.StateAsync(SourceState.Connecting, "reading");

        line.Dispose();

        await Eventually.HoldsAsync(() => bed.Source.Reconnects > 0);
        await bed.StateAsync(SourceState.Connecting, $"there is no device {line.Name}");
    }

    [Fact]
    public async Task Line_ThatIsNone_IsRefused()
    {
        await using var bed = new SourceBed(Entry("/dev/null"));

        await bed.StateAsync(SourceState.Refused, "/dev/null is no serial line");
    }

    private static string Entry(string device) => $$"""{ "Id": "receiver", "Kind": "serial", "Device": "{{device}}", "MaxRetryDelay": "00:00:01" }""";

    private sealed class PseudoTerminal : IDisposable
    {
        private readonly int master = posix_openpt(2 | 0x100);
        private bool isClosed;

        public PseudoTerminal()
        {
            Assert.True(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0, "this machine gives no pseudo terminals");
            Name = Marshal.PtrToStringUTF8(ptsname(master))!;
        }

        public string Name { get; }

        public void Write(byte[] bytes)
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                var count = (int)write(master, bytes[sent..], (nuint)(bytes.Length - sent));
                Assert.True(count > 0);
                sent += count;
            }
        }

        public void Dispose()
        {
            if (!isClosed)
            {
                isClosed = true;
                _ = close(master);
            }
        }

        [DllImport("libc")]
        private static extern int posix_openpt(int flags);

        [DllImport("libc")]
        private static extern int grantpt(int descriptor);

        [DllImport("libc")]
        private static extern int unlockpt(int descriptor);

        [DllImport("libc")]
        private static extern nint ptsname(int descriptor);

        [DllImport("libc")]
        private static extern nint write(int descriptor, byte[] bytes, nuint count);

        [DllImport("libc")]
        private static extern int close(int descriptor);
    }
}
