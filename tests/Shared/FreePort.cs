using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Tests;

/// <summary>Ports of this machine that nobody listens on at this moment. None is given twice: whoever asked first may not listen yet.</summary>
internal static class FreePort
{
    private static readonly HashSet<int> Given = [];

    public static int Take() => Take(1)[0];

    public static int[] Take(int count)
    {
        var listeners = new List<TcpListener>();
        var ports = new List<int>();
        while (ports.Count < count)
        {
            // Held until all are found, so that the system gives another each time.
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            listeners.Add(listener);
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (Given)
            {
                if (Given.Add(port))
                {
                    ports.Add(port);
                }
            }
        }

        listeners.ForEach(listener => listener.Stop());
        return [.. ports];
    }

    /// <summary>Whether somebody accepts connections there.</summary>
    public static async Task<bool> AnswersAsync(int port, string host = "127.0.0.1")
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
