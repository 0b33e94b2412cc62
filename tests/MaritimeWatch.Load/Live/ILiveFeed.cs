namespace MaritimeWatch.Load.Live;

/// <summary>A sender of one kind: it is told when to send what, and the service has a source for it.</summary>
internal interface ILiveFeed : IAsyncDisposable
{
    /// <summary>The id of the service's source.</summary>
    string Id { get; }

    /// <summary>The entry of the service's source in its configuration, or null where the service has it by itself.</summary>
    object? Source { get; }

    /// <summary>Whether everything that was sent has to arrive: UDP promises nothing.</summary>
    bool LosesNothing { get; }

    /// <summary>Connects, or waits until the service has.</summary>
    Task ReadyAsync(ServiceProcess service, CancellationToken cancellation);

    /// <summary>Sends messages, each of one or several lines.</summary>
    Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancellation);
}
