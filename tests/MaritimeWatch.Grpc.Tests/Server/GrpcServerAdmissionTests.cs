using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace MaritimeWatch.Grpc.Tests.Server;

/// <summary>Who is let in: the server asks before each handler, whatever there is to tell a caller by.</summary>
public sealed class GrpcServerAdmissionTests
{
    [Theory]
    [InlineData(null, StatusCode.Unauthenticated)]
    [InlineData("Bearer of another", StatusCode.PermissionDenied)]
    [InlineData("Bearer right", StatusCode.Ok)]
    public async Task Admit_ByWhatTheCallerSends_RunsTheHandlerOrRefuses(string? authorization, StatusCode code)
    {
        object? caller = null;
        var options = new GrpcServerOptions
        {
            Admit = context =>
            {
                context.Caller = context.RequestMetadata.GetText("authorization") switch
                {
                    null => throw new GrpcStatusException(StatusCode.Unauthenticated, "no token"),
                    "Bearer right" => "the operator",
                    _ => throw new GrpcStatusException(StatusCode.PermissionDenied, "another's token"),
                };
                return ValueTask.CompletedTask;
            },
        };
        await using var host = await TestHost.StartAsync(options, ProbeService.Of(unary: context =>
        {
            caller = context.Caller;
            return Task.CompletedTask;
        }));
        using var client = new GrpcClient(host.Address, new GrpcClientOptions { Metadata = authorization is null ? null : new GrpcMetadata { { "authorization", authorization } } });

        var refusal = await Record.ExceptionAsync(() => client.CallAsync(ProbeService.EmptyCall, new Empty()));

        Assert.Equal(code, (refusal as GrpcStatusException)?.Code ?? StatusCode.Ok);
        Assert.Equal(code == StatusCode.Ok ? "the operator" : null, caller);
        Assert.Empty(host.Log.Entries);
    }

    [Fact]
    public async Task Context_OverMutualTls_TellsTheCallersCertificate()
    {
        using var server = SelfSigned("CN=watch");
        using var caller = SelfSigned("CN=console 7");
        X509Certificate2? seen = null;
        await using var host = await TestHost.StartAsync(
            null,
            endpoint => endpoint.UseHttps(https =>
            {
                https.ServerCertificate = server;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == caller.Thumbprint;
            }),
            ProbeService.Of(unary: context =>
            {
                seen = context.ClientCertificate;
                return Task.CompletedTask;
            }));
        SslClientAuthenticationOptions Tls(params X509Certificate2[] certificates) => new()
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == server.Thumbprint,
            ClientCertificates = [.. certificates],
        };
        using var client = new GrpcClient(host.Address, new GrpcClientOptions { Tls = Tls(caller) });
        using var nobody = new GrpcClient(host.Address, new GrpcClientOptions { Tls = Tls() });

        await client.CallAsync(ProbeService.EmptyCall, new Empty());
        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => nobody.CallAsync(ProbeService.EmptyCall, new Empty()));

        Assert.Equal("CN=console 7", seen?.Subject);
        Assert.Equal(StatusCode.Unavailable, refused.Code);
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

        // TLS needs a key that is stored, if only in memory.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
