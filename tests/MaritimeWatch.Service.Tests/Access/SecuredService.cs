using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>The whole service over TLS with every kind of credential configured, and what is needed to call it.</summary>
internal sealed class SecuredService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, HttpClient> clients = new();
    private readonly ILoggerFactory loggers;

    private SecuredService(DirectoryInfo folder)
    {
        Folder = folder;
        (Log, loggers) = KeptLog.Create();
    }

    public DirectoryInfo Folder { get; }

    public TestAuthority Authority { get; } = new("test authority");

    public TestKeys Keys { get; } = new();

    public SetClock Clock { get; } = new();

    public KeptLog Log { get; }

    public ServiceHost Host { get; private set; } = null!;

    /// <summary>Every secret that was made for this service, as text.</summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    public string TokenPath => Path.Combine(Folder.FullName, "tokens.json");

    public string KeyPath => Path.Combine(Folder.FullName, "keys.json");

    public string RevokedPath => Path.Combine(Folder.FullName, "revoked.txt");

    public static async Task<SecuredService> StartAsync(IReadOnlyList<CertificateIdentity>? identities = null, Func<AccessSettings, AccessSettings>? change = null, Func<ServiceSettings, ServiceSettings>? all = null)
    {
        var service = new SecuredService(Directory.CreateTempSubdirectory("maritimewatch-access-"));
        service.Token("first", Role.Viewer);
        File.WriteAllText(service.KeyPath, service.Keys.Set());
        File.WriteAllText(service.RevokedPath, "# none yet\n");
        File.WriteAllText(Path.Combine(service.Folder.FullName, "authorities.pem"), service.Authority.Pem);
        service.ShowServerCertificate("server");
        var access = new AccessSettings
        {
            Tokens = service.TokenPath,
            Jwt = new JwtSettings { Keys = service.KeyPath, Issuer = TestKeys.Issuer, Audience = TestKeys.Audience },
            Tls = new TlsSettings { Certificate = service.ServerPath("crt"), Key = service.ServerPath("key") },
            ClientCertificates = new ClientCertificateSettings
            {
                Authorities = Path.Combine(service.Folder.FullName, "authorities.pem"), Revoked = service.RevokedPath, Identities = identities ?? [],
            },
        };
        var settings = RunningService.Settings(service.Folder.FullName) with { Access = (change ?? (same => same))(access) };
        settings = (all ?? (same => same))(settings);
        Assert.Empty(settings.Validate());
        service.Host = await ServiceHost.StartAsync(settings, AssetIndex.Build(Traffic.Chart), service.Clock, service.loggers, CancellationToken.None);
        return service;
    }

    /// <summary>A token in the service's file.</summary>
    public string Token(string name, Role role, IReadOnlyList<Grant>? grants = null, Func<ApiToken, ApiToken>? change = null)
    {
        var (token, text) = ApiToken.Make((id, hash) => (change ?? (same => same))(
            new ApiToken { Id = id, Sha256 = hash, Name = name, Role = role, Grants = grants ?? [], Created = SetClock.Epoch }));
        TokenFile.Change(TokenPath, file => file with { Tokens = [.. file.Tokens, token] });
        Secrets.Add(text[^43..]);
        return text;
    }

    /// <summary>Puts another certificate where the service reads its own from.</summary>
    public void ShowServerCertificate(string commonName)
    {
        using var certificate = Authority.Server(commonName);
        File.WriteAllText(ServerPath("crt"), certificate.ExportCertificatePem());
        File.WriteAllText(ServerPath("key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Calls a gRPC method with one empty message, or an HTTP endpoint.</summary>
    /// <param name="name">As the table names it.</param>
    /// <param name="authorization">Headers.</param>
    /// <param name="certificate">The caller's, or null for none.</param>
    public async Task<HttpResponseMessage> CallAsync(string name, IReadOnlyList<string> authorization, X509Certificate2? certificate = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        var isGrpc = name[0] == '/';

        // Of a route with a name in braces: something that is not there.
        var (method, path) = isGrpc ? ("POST", name) : (name.Split(' ')[0], System.Text.RegularExpressions.Regex.Replace(name.Split(' ')[1], @"\{\w+\}", "0"));
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(isGrpc ? Host.GrpcAddress : Host.HttpAddress, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (isGrpc)
        {
            request.Content = new ByteArrayContent(new byte[5]);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        }
        else if (request.Method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var value in authorization)
        {
            request.Headers.TryAddWithoutValidation("authorization", value);
        }

        foreach (var (header, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await Client(certificate).SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(RunningService.Patience);
    }

    /// <summary>How the gate answered: allowed, or the name of the status.</summary>
    public async Task<string> OutcomeAsync(string name, IReadOnlyList<string> authorization, X509Certificate2? certificate = null)
    {
        using var response = await CallAsync(name, authorization, certificate);
        if (name[0] != '/')
        {
            return response.StatusCode switch
            {
                HttpStatusCode.Unauthorized => "UNAUTHENTICATED",
                HttpStatusCode.Forbidden => "PERMISSION_DENIED",

                // Behind the gate an endpoint says what it likes to an empty request; that each is served stands in AccessPoliciesTests.
                HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound => "allowed",
                var other => other.ToString(),
            };
        }

        // Behind the gate the handler, or the server where nobody handles the method, says what it likes to an empty message.
        return response.StatusCode != HttpStatusCode.OK ? response.StatusCode.ToString()
            : !response.Headers.TryGetValues("grpc-status", out var status) ? "allowed"
            : status.Single() switch { "16" => "UNAUTHENTICATED", "7" => "PERMISSION_DENIED", "8" => "RESOURCE_EXHAUSTED", _ => "allowed" };
    }

    public HttpClient Client(X509Certificate2? certificate) => clients.GetOrAdd(certificate?.Thumbprint ?? "", _ => NewClient(certificate));

    public HttpClient NewClient(X509Certificate2? certificate, Action<X509Certificate2>? see = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
        {
            see?.Invoke((X509Certificate2)shown!);
            return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && shown!.Issuer == Authority.Root.Subject;
        };
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return new HttpClient(handler);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        await Host.DisposeAsync();
        loggers.Dispose();
        Authority.Dispose();
        Keys.Dispose();
        Folder.Delete(recursive: true);
    }

    private string ServerPath(string kind) => Path.Combine(Folder.FullName, $"server.{kind}");
}
