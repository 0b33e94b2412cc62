using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Writing to a caller who may have stopped reading: whatever place or memory an answer holds is given back all the same.</summary>
/// <remarks>Over HTTP/1.1 the server's own least rate cuts him sooner; over HTTP/2 nothing else does.</remarks>
internal static class TimedWrite
{
    /// <summary>How long a caller may take nothing of what is written for him.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private const int PieceBytes = 64 << 10;

    /// <summary>Waits for a write; cuts the caller off where it takes too long.</summary>
    /// <exception cref="IOException">He was cut off.</exception>
    public static async Task WithinAsync(HttpContext http, Task writing, TimeProvider clock)
    {
        try
        {
            await writing.WaitAsync(Longest, clock);
        }
        catch (TimeoutException)
        {
            http.Abort();
            throw new IOException($"the caller took nothing for {Longest.TotalSeconds:0} s");
        }
    }

    /// <summary>Writes a long body: what counts is that some of it is taken, not how long the whole takes.</summary>
    /// <exception cref="IOException">The caller was cut off.</exception>
    public static async Task BodyAsync(HttpContext http, ReadOnlyMemory<byte> body, TimeProvider clock)
    {
        for (var written = 0; written < body.Length; written += PieceBytes)
        {
            await WithinAsync(http, http.Response.Body.WriteAsync(body[written..Math.Min(body.Length, written + PieceBytes)], http.RequestAborted).AsTask(), clock);
        }
    }
}
