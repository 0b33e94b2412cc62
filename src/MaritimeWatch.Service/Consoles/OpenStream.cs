using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Consoles;

/// <summary>A stream that somebody follows at this moment; disposed of when it ends.</summary>
/// <param name="consoles">Where it is listed.</param>
/// <param name="kind">What is followed: <see cref="Alerts"/> or <see cref="Picture"/>.</param>
/// <param name="caller">Who follows it.</param>
internal sealed class OpenStream(OpenConsoles consoles, string kind, Caller caller) : IDisposable
{
    public const string Alerts = "alerts";
    public const string Picture = "picture";

    private long reached = -1;

    public string Kind => kind;

    public Caller Caller => caller;

    /// <summary>Who follows it, by his own word where the service asks nobody.</summary>
    public required string Name { get; init; }

    /// <summary>From where, without the port.</summary>
    public required string Address { get; init; }

    /// <summary>What the program calls itself: a stranger's text, cleaned and cut.</summary>
    public required string Agent { get; init; }

    /// <summary>Whether it is followed over HTTP; else over gRPC.</summary>
    public required bool IsOverHttp { get; init; }

    /// <summary>What makes the streams of one console one; null where it does not say.</summary>
    public string? ConsoleId { get; init; }

    /// <summary>When it began.</summary>
    public required Instant Since { get; init; }

    /// <summary>Of the alerts: the sequence up to which they have been sent; null of anything else.</summary>
    public long? Reached
    {
        get => Volatile.Read(ref reached) is >= 0 and var sequence ? sequence : null;
        set => Volatile.Write(ref reached, value ?? -1);
    }

    public void Dispose() => consoles.Close(this);
}
