using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Gateway.Feeds;

/// <summary>A server on a free port that answers each request as the test says, over HTTP or as a WebSocket.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication web;

    private ScriptedServer(WebApplication web) => this.web = web;

    public int Port => new Uri(web.Urls.Single()).Port;

    /// <summary>Answers HTTP; requests are numbered from 1.</summary>
    public static async Task<ScriptedServer> StartAsync(Func<HttpContext, int, Task> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddLogging();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            if (certificate is not null)
            {
                endpoint.UseHttps(certificate);
            }
        }));
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var web = builder.Build();
        web.UseWebSockets();
        var requests = 0;
        web.Run(http => answer(http, Interlocked.Increment(ref requests)));
        await web.StartAsync();
        return new ScriptedServer(web);
    }

    /// <summary>Opens a WebSocket to whoever asks; connections are numbered from 1. One that the script leaves open is closed when the caller goes.</summary>
    public static Task<ScriptedServer> StartSocketsAsync(Func<WebSocket, int, CancellationToken, Task> script, X509Certificate2? certificate = null) => StartAsync(
        async (http, number) =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            try
            {
                await script(socket, number, http.RequestAborted);
                while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
                {
                    await socket.ReceiveAsync(new byte[64], http.RequestAborted);
                }
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
            {
                // The client has left.
            }
        },
        certificate);

    /// <summary>The next message as a text.</summary>
    public static async Task<string> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(RunningService.Patience);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    public static Task SendAsync(WebSocket socket, string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        SendAsync(socket, Encoding.UTF8.GetBytes(text), type);

    public static Task SendAsync(WebSocket socket, byte[] message, WebSocketMessageType type = WebSocketMessageType.Text, bool isLast = true) =>
        socket.SendAsync(message, type, isLast, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await web.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Requests that the script keeps open.
        }

        await web.DisposeAsync();
    }
}
