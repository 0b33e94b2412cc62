using System.Text;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>TLS, client certificates, WebSocket and passwords, against a real mosquitto.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private readonly Certificates certificates = new();
    private readonly int[] ports = FreePort.Take(5);
    private readonly string passwords = Path.GetTempFileName();
    private Mosquitto? broker;

    private int TlsPort => ports[0];

    private int MutualPort => ports[1];

    private int WebSocketTlsPort => ports[2];

    private int ExpiredPort => ports[3];

    private int PasswordPort => ports[4];

    public async Task InitializeAsync()
    {
        // PBKDF2 with SHA-512, as mosquitto_passwd writes it.
        var salt = Encoding.ASCII.GetBytes("saltsaltsalt");
        var hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2("right", salt, 101, System.Security.Cryptography.HashAlgorithmName.SHA512, 64);
        await File.WriteAllTextAsync(passwords, $"anna:$7$101${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n");
        broker = await Mosquitto.StartAsync($"""
            listener {TlsPort} 127.0.0.1
            allow_anonymous true
            cafile {certificates.Authority}
            certfile {certificates.At("broker.crt")}
            keyfile {certificates.At("broker.key")}
            listener {MutualPort} 127.0.0.1
            allow_anonymous true
            require_certificate true
            cafile {certificates.Authority}
            certfile {certificates.At("broker.crt")}
            keyfile {certificates.At("broker.key")}
            listener {WebSocketTlsPort} 127.0.0.1
            allow_anonymous true
            protocol websockets
            cafile {certificates.Authority}
            certfile {certificates.At("broker.crt")}
            keyfile {certificates.At("broker.key")}
            listener {ExpiredPort} 127.0.0.1
            allow_anonymous true
            cafile {certificates.Authority}
            certfile {certificates.At("expired.crt")}
            keyfile {certificates.At("expired.key")}
            listener {PasswordPort} 127.0.0.1
            allow_anonymous false
            password_file {passwords}
            """);
    }

    public async Task DisposeAsync()
    {
        if (broker is not null)
        {
            await broker.DisposeAsync();
        }

        certificates.Dispose();
        File.Delete(passwords);
    }

    [Fact]
    public async Task Transports_AllCarryMessagesOfEachQos_SmallAndLarge()
    {
        var tls = new MqttTls { AuthorityFile = certificates.Authority };
        var own = tls with { CertificateFile = certificates.At("client.crt"), KeyFile = certificates.At("client.key") };
        (string Address, MqttTls Tls)[] ways =
        [
            ($"mqtts://localhost:{TlsPort}", tls), ($"mqtts://127.0.0.1:{TlsPort}", tls with { ServerName = "localhost" }), ($"mqtts://127.0.0.1:{TlsPort}", new MqttTls { AcceptsInvalidCertificates = true }),
            ($"mqtts://localhost:{MutualPort}", own), ($"mqtts://localhost:{MutualPort}", own with { KeyFile = certificates.At("client.locked.key"), KeyPassword = "open sesame" }),
            ($"ws://127.0.0.1:{broker!.WebSocketPort}/mqtt", new MqttTls()), ($"wss://localhost:{WebSocketTlsPort}/mqtt", tls), ($"mqtt://anna:right@127.0.0.1:{PasswordPort}", new MqttTls()),
        ];
        foreach (var (address, how) in ways)
        {
            foreach (var version in Enum.GetValues<MqttVersion>())
            {
                Assert.True(MqttOptions.TryParse(address, out var options, out var problem), problem);
                var inbox = new Inbox();
                await using var connection = await MqttConnection.ConnectAsync(options with { Tls = how, Version = version, ClientId = "c" }, new MqttSession(), inbox.Handler);
                await connection.SubscribeAsync([MqttSubscription.To("way", MqttQos.ExactlyOnce)]);
                // mosquitto 2.0.11 sends 4 KiB every 100 ms over a WebSocket, so large messages are for the others.
                foreach (var size in address.StartsWith("ws", StringComparison.Ordinal) ? new[] { 0, 1, 126, 9_000 } : [0, 1, 126, 125_000, 400_000])
                {
                    await Soon.In(connection.PublishAsync("way", Encoding.ASCII.GetBytes(new string('w', size)), (MqttQos)(size % 3)));
                    Assert.Equal(size, (await inbox.NextAsync()).Text.Length);
                }
            }
        }
    }

    [Fact]
    public async Task Certificates_ThatAreNotInOrder_AreRefusedInWords()
    {
        var tls = new MqttTls { AuthorityFile = certificates.Authority };
        Assert.Contains("is not for 127.0.0.1", await FailureAsync($"mqtts://127.0.0.1:{TlsPort}", tls), StringComparison.Ordinal);
        Assert.Contains("authority that is not trusted", await FailureAsync($"mqtts://localhost:{TlsPort}", new MqttTls()), StringComparison.Ordinal);
        Assert.Contains("authority that is not trusted", await FailureAsync($"mqtts://localhost:{TlsPort}", new MqttTls { AuthorityFile = certificates.OtherAuthority }), StringComparison.Ordinal);
        Assert.Contains("authority that is not trusted", await FailureAsync($"wss://localhost:{WebSocketTlsPort}/mqtt", new MqttTls()), StringComparison.Ordinal);
        Assert.Contains("has expired", await FailureAsync($"mqtts://localhost:{ExpiredPort}", tls), StringComparison.Ordinal);
        // The broker's reset may overtake its reason.
        Assert.Contains("client certificate", await FailureAsync($"mqtts://localhost:{MutualPort}", tls, MqttFailureKind.TlsFailed, MqttFailureKind.ConnectionLost), StringComparison.Ordinal);
        Assert.Contains("nothere.pem", await FailureAsync($"mqtts://localhost:{TlsPort}", new MqttTls { AuthorityFile = certificates.At("nothere.pem") }), StringComparison.Ordinal);
        Assert.Contains("the port speaks no TLS", await FailureAsync($"mqtts://127.0.0.1:{broker!.Port}", tls, MqttFailureKind.ConnectionLost), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Password_ThatIsWrong_HasAReasonOfItsOwn(MqttVersion version)
    {
        var options = broker!.Options with { Port = PasswordPort, Version = version, UserName = "anna", Password = "wrong" };
        var failure = (await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(options))).Failure;
        // mosquitto tells a wrong password as "not authorised", in both versions.
        Assert.Equal(MqttFailureKind.NotAuthorised, failure.Kind);
        Assert.Equal(MqttReasonCode.NotAuthorised, failure.ReasonCode);
        await (await ConnectAsync(options with { Password = "right" })).DisconnectAsync();
    }

    [Fact]
    public async Task WebSocket_AtAPortWithoutOne_HasAReasonOfItsOwn()
    {
        using var http = new System.Net.HttpListener();
        var port = FreePort.Take();
        http.Prefixes.Add($"http://127.0.0.1:{port}/");
        http.Start();
        var serving = Task.Run(async () =>
        {
            var context = await http.GetContextAsync();
            context.Response.StatusCode = 404;
            context.Response.Close();
        });
        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(ConnectAsync(new MqttOptions { Host = "127.0.0.1", Port = port, Transport = MqttTransport.WebSocket })))).Failure;
        await Soon.In(serving);
        Assert.Equal(MqttFailureKind.WebSocketRefused, failure.Kind);
        Assert.Contains("HTTP 404", failure.Words, StringComparison.Ordinal);
    }

    private static Task<MqttConnection> ConnectAsync(MqttOptions options) => MqttConnection.ConnectAsync(options, new MqttSession(), (_, _) => ValueTask.CompletedTask);

    private static async Task<string> FailureAsync(string address, MqttTls tls, params MqttFailureKind[] kinds)
    {
        Assert.True(MqttOptions.TryParse(address, out var options, out _));
        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(ConnectAsync(options with { Tls = tls })))).Failure;
        Assert.Contains(failure.Kind, kinds.Length == 0 ? [MqttFailureKind.TlsFailed] : kinds);
        return failure.Words;
    }
}
