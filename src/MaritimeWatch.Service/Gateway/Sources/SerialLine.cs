using System.Runtime.InteropServices;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>A serial line opened with the operating system's own calls: raw, 8N1, no flow control, never our terminal, and read without waiting.</summary>
internal sealed class SerialLine : IDisposable
{
    /// <summary>Bits a second, and what Linux calls them (asm-generic/termbits.h).</summary>
    public static readonly IReadOnlyDictionary<int, uint> Speeds = new Dictionary<int, uint>
    {
        [4_800] = 0x0C, [9_600] = 0x0D, [19_200] = 0x0E, [38_400] = 0x0F, [57_600] = 0x1001, [115_200] = 0x1002,
    };

    private const int OpenReadOnly = 0;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int SetNow = 0;
    private const int InterruptedCall = 4;
    private const int TryAgain = 11;
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;
    private const int NoSuchFile = 2;
    private const int NoSuchDevice = 19;
    private const int NotATerminal = 25;
    private const int Busy = 16;

    /// <summary>CLOCAL and CREAD: no modem is asked, and the receiver is on. At the third word of the settings.</summary>
    private const uint LocalAndReading = 0x800 | 0x80;

    /// <summary>CRTSCTS and CSTOPB, which cfmakeraw leaves as they were.</summary>
    private const uint FlowControlAndTwoStopBits = 0x8000_0000 | 0x40;

    /// <summary>Room for <c>struct termios</c>, which takes 60 bytes with glibc and with musl.</summary>
    private const int SettingsWords = 64;

    private readonly int descriptor;
    private bool isClosed;

    private SerialLine(int descriptor) => this.descriptor = descriptor;

    /// <summary>Opens a line.</summary>
    /// <param name="device">The device.</param>
    /// <param name="baudRate">One of <see cref="Speeds"/>.</param>
    /// <exception cref="SourceFailedException">Not possible, with the reason.</exception>
    public static SerialLine Open(string device, int baudRate)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new SourceFailedException("serial lines are read on Linux only", SourceOutlook.Ended);
        }

        var descriptor = open(device, OpenReadOnly | NoControllingTerminal | NonBlocking);
        if (descriptor < 0)
        {
            throw Failed(device, Marshal.GetLastPInvokeError());
        }

        var line = new SerialLine(descriptor);
        var settings = new uint[SettingsWords];
        if (tcgetattr(descriptor, settings) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            line.Dispose();
            throw Failed(device, error);
        }

        cfmakeraw(settings);
        settings[2] = (settings[2] | LocalAndReading) & ~FlowControlAndTwoStopBits;
        if (cfsetspeed(settings, Speeds[baudRate]) != 0 || tcsetattr(descriptor, SetNow, settings) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            line.Dispose();
            throw Failed(device, error);
        }

        return line;
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>How many bytes; 0 when the device is gone; null where nothing is there at present.</returns>
    public int? Read(Span<byte> buffer)
    {
        var count = (int)read(descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
        return count >= 0 ? count : Marshal.GetLastPInvokeError() is TryAgain or InterruptedCall ? null : 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isClosed)
        {
            isClosed = true;
            _ = close(descriptor);
        }
    }

    private static SourceFailedException Failed(string device, int error) => error switch
    {
        NoSuchFile or NoSuchDevice => new($"there is no device {device}; it is plugged in nowhere"),
        NotPermitted or AccessDenied => new($"this user may not read {device}; the group 'dialout' may, as a rule", SourceOutlook.Refused),
        NotATerminal => new($"{device} is no serial line", SourceOutlook.Refused),
        Busy => new($"{device} is in use by another program"),
        _ => new($"{device} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}"),
    };

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(int descriptor, ref byte buffer, nuint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(int descriptor, [In, Out] uint[] settings);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(int descriptor, int when, uint[] settings);

    [DllImport("libc")]
    private static extern void cfmakeraw([In, Out] uint[] settings);

    [DllImport("libc", SetLastError = true)]
    private static extern int cfsetspeed([In, Out] uint[] settings, uint speed);
}
