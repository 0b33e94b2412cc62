using System.Diagnostics;
using System.Globalization;

namespace MaritimeWatch.Load.Live;

/// <summary>A network of its own behind a link that can be cut: a network namespace at one end of a pair of virtual interfaces. Needs root and iproute2.</summary>
internal sealed class CutNetwork : IDisposable
{
    private readonly string link = string.Create(CultureInfo.InvariantCulture, $"mw{Environment.ProcessId % 100_000}");

    private CutNetwork()
    {
    }

    public string Name => link;

    /// <summary>The address of who is put into it.</summary>
    public string Address => $"10.217.{Environment.ProcessId % 250}.2";

    /// <summary>Makes one, or null where this user may not.</summary>
    public static CutNetwork? TryCreate()
    {
        var network = new CutNetwork();
        var gateway = network.Address[..^1] + "1";
        string[] steps =
        [
            $"netns add {network.link}", $"link add {network.link}a type veth peer name {network.link}b", $"link set {network.link}b netns {network.link}",
            $"addr add {gateway}/24 dev {network.link}a", $"link set {network.link}a up",
            $"netns exec {network.link} ip addr add {network.Address}/24 dev {network.link}b", $"netns exec {network.link} ip link set {network.link}b up", $"netns exec {network.link} ip link set lo up",
        ];
        if (steps.All(Succeeds))
        {
            return network;
        }

        network.Dispose();
        return null;
    }

    /// <summary>Nothing goes through while it lasts; nobody is told.</summary>
    public async Task CutAsync(TimeSpan duration, CancellationToken cancellation)
    {
        Succeeds($"link set {link}a down");
        await Task.Delay(duration, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Succeeds($"link set {link}a up");
    }

    public void Dispose()
    {
        Succeeds($"link del {link}a");
        Succeeds($"netns del {link}");
    }

    private static bool Succeeds(string arguments)
    {
        try
        {
            using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            ip.WaitForExit();
            return ip.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
