namespace MaritimeWatch.Grpc.Server;

/// <summary>Why a call was ended from outside its handler; the first reason stands.</summary>
internal enum CallEnd
{
    None,
    DeadlinePassed,
    ServerStopping,
    CallerGone,
    CallerStalled,
}
