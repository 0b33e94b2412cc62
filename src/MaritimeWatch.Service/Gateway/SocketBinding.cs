using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Binds a socket, or says in words why it cannot be.</summary>
internal static class SocketBinding
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port, 0 for any.</param>
    /// <param name="type">TCP or UDP.</param>
    /// <param name="purpose">What for, in a message.</param>
    /// <param name="isShared">Whether other sockets may have the same port: for multicast.</param>
    /// <exception cref="CommandFailedException">The port is in use or may not be bound.</exception>
    public static Socket Bind(string address, int port, SocketType type, string purpose, bool isShared = false)
    {
        var at = new IPEndPoint(IPAddress.Parse(address), port);
        var socket = new Socket(at.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            if (isShared)
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            }

            socket.Bind(at);
            return socket;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new CommandFailedException(Reason(failure, at, type, purpose));
        }
    }

    /// <summary>The next who connects. One who went away before, or descriptors that ran out for a moment, end nothing.</summary>
    /// <param name="listener">Bound, and listening.</param>
    /// <param name="clock">The service's time.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<Socket> AcceptAsync(Socket listener, TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(cancellation);
            }
            catch (SocketException)
            {
                await Task.Delay(AfterFailure, clock, cancellation);
            }
        }
    }

    private static string Reason(SocketException failure, IPEndPoint at, SocketType type, string purpose)
    {
        var what = $"{(type == SocketType.Stream ? "TCP" : "UDP")} port {at.Port} on {at.Address} for {purpose}";
        return failure.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"{what} is in use by another program; stop that one or configure another port",
            SocketError.AccessDenied => $"{what} may not be opened by this user; configure a port above 1023",
            SocketError.AddressNotAvailable => $"{what} cannot be opened: this machine has no such address",
            _ => $"{what} cannot be opened: {failure.Message}",
        };
    }
}
