using System.Runtime.InteropServices;

namespace MaritimeWatch.Service.Replays;

/// <summary>Makes the calling thread give way to every other, so that a replay never delays what is live.</summary>
internal static class LowPriority
{
    private const int OfThread = 0;
    private const int MostNice = 19;

    public static void Take()
    {
        if (OperatingSystem.IsLinux())
        {
            // Linux takes a thread for a process here, and 0 for the calling one (setpriority(2)); the runtime's own priorities do nothing there. Where it is refused, the replay runs all the same.
            _ = SetPriority(OfThread, 0, MostNice);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
