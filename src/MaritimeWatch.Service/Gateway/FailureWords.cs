using System.Net.Sockets;
using System.Security.Authentication;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Why a source fails, as an operator understands it.</summary>
internal static class FailureWords
{
    /// <param name="failure">What was thrown.</param>
    /// <param name="where">Host and port, or path.</param>
    public static SourceFailedException Of(Exception failure, string where) => failure switch
    {
        SourceFailedException known => known,
        SocketException socket => OfSocket(socket, where),
        IOException { InnerException: SocketException socket } => OfSocket(socket, where),
        AuthenticationException tls => new($"TLS with {where} fails: {Innermost(tls).Message.TrimEnd('.')}", SourceOutlook.Refused, tls),
        UnauthorizedAccessException => new($"this user may not read {where}", SourceOutlook.Refused, failure),
        FileNotFoundException or DirectoryNotFoundException => new($"{where} does not exist", SourceOutlook.TryAgain, failure),
        TimeoutException => new($"{where} does not answer", SourceOutlook.TryAgain, failure),
        IOException => new($"{where} broke off: {failure.Message.TrimEnd('.')}", SourceOutlook.TryAgain, failure),
        _ => new($"a fault of this program at {where}: {failure.GetType().Name}: {failure.Message.TrimEnd('.')}", SourceOutlook.TryAgain, failure),
    };

    private static SourceFailedException OfSocket(SocketException failure, string where) => failure.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => new($"the name of {where} is not known to DNS", SourceOutlook.TryAgain, failure),
        SocketError.TryAgain => new($"DNS gives no answer about {where}", SourceOutlook.TryAgain, failure),
        SocketError.ConnectionRefused => new($"{where} refuses the connection: nothing listens there", SourceOutlook.TryAgain, failure),
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => new($"there is no route to {where}", SourceOutlook.TryAgain, failure),
        SocketError.TimedOut => new($"{where} does not answer", SourceOutlook.TryAgain, failure),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => new($"{where} broke the connection off", SourceOutlook.TryAgain, failure),
        SocketError.AddressAlreadyInUse => new($"{where} is in use by another program", SourceOutlook.TryAgain, failure),
        SocketError.AddressNotAvailable => new($"this machine has no address {where}", SourceOutlook.TryAgain, failure),
        SocketError.AccessDenied => new($"{where} may not be opened by this user", SourceOutlook.Refused, failure),
        _ => new($"{where}: {failure.Message.TrimEnd('.')}", SourceOutlook.TryAgain, failure),
    };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
