using System.Reflection;
using System.Runtime.ExceptionServices;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>A store that says what it is asked.</summary>
public class WatchedTracks : DispatchProxy
{
    private ITrackStore? store;
    private Action<string, object?[]>? asked;

    /// <param name="store">Answers.</param>
    /// <param name="asked">Is told the method and what it is given, before it answers.</param>
    public static ITrackStore Of(ITrackStore store, Action<string, object?[]> asked)
    {
        var watched = Create<ITrackStore, WatchedTracks>();
        ((WatchedTracks)(object)watched).store = store;
        ((WatchedTracks)(object)watched).asked = asked;
        return watched;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        asked!(targetMethod!.Name, args ?? []);
        try
        {
            return targetMethod.Invoke(store, args);
        }
        catch (TargetInvocationException failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
    }
}
