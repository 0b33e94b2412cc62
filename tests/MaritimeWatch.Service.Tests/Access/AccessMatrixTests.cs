using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using Xunit.Abstractions;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>Every method and endpoint, by everybody, with everything they could show: on a running service over TLS.</summary>
public sealed class AccessMatrixTests(ITestOutputHelper output)
{
    private const string BoundToSouth = "operator bound to the sector south";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryMethod_ByEveryRightCaller_IsAsTheTableSays(bool isSharedExercise)
    {
        await using var service = await StartAsync(isSharedExercise);
        var cases = new List<(string Caller, string Shown, string[] Authorization, X509Certificate2? Certificate)>();
        foreach (var caller in AccessTable.Callers.Where(caller => caller != "feed"))
        {
            var (role, grants) = Parts(caller);
            var words = caller.Split('+');
            cases.Add((caller, "token", [$"Bearer {service.Token(caller, role, grants)}"], null));
            cases.AddRange(new[] { "RS256", "ES256", "HS256" }.Select(algorithm =>
                (caller, algorithm, new[] { $"Bearer {Secret(service, service.Keys.Sign(algorithm, TestKeys.Claims(service.Clock.Now, words)))}" }, (X509Certificate2?)null)));
        }

        cases.AddRange(AccessTable.Callers.Select(caller => (caller, "certificate", Array.Empty<string>(), (X509Certificate2?)service.Authority.Client(caller, $"urn:example:{caller}"))));
        var surprises = new List<string>();
        var count = 0;
        foreach (var (name, row) in AccessTable.Rows)
        {
            foreach (var (caller, shown, authorization, certificate) in cases)
            {
                count++;
                var expected = AccessTable.May(row, caller, isSharedExercise) ? "allowed" : "PERMISSION_DENIED";
                Note(surprises, name, $"{caller} by {shown}", expected, await service.OutcomeAsync(name, authorization, certificate));
            }
        }

        output.WriteLine($"access table, right credentials, {(isSharedExercise ? "shared exercise" : "live")}: {AccessTable.Rows.Length} methods x {cases.Count} callers = {count} cases, {surprises.Count} surprises");
        Assert.Empty(surprises);
        AssertNothingSecretIsLogged(service);
    }

    [Fact]
    public async Task EveryMethod_ByAnybodyWithoutAGoodCredential_IsRefused()
    {
        await using var service = await StartAsync(isSharedExercise: false);
        var states = BadStates(service);
        var surprises = new List<string>();
        foreach (var (name, row) in AccessTable.Rows)
        {
            foreach (var (state, authorization, certificate) in states)
            {
                Note(surprises, name, state, row is null ? "allowed" : "UNAUTHENTICATED", await service.OutcomeAsync(name, authorization, certificate));
            }
        }

        output.WriteLine($"access table, bad credentials: {AccessTable.Rows.Length} methods x {states.Count} states = {AccessTable.Rows.Length * states.Count} cases, {surprises.Count} surprises");
        Assert.Empty(surprises);
        AssertNothingSecretIsLogged(service);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryMethod_ByACallerOfAnotherSectorOrClearance_TellsNothingOperational(bool isSharedExercise)
    {
        // Live: TLP AMBER, no sectors. The exercise: TLP GREEN, sector north.
        await using var service = await StartAsync(isSharedExercise);
        (string State, Func<ApiToken, ApiToken> Change, bool IsWithin)[] states =
        [
            ("bound to the sector north", token => token with { Sectors = ["north"] }, isSharedExercise),
            ("bound to the sectors north and south", token => token with { Sectors = ["south", "north"] }, isSharedExercise),
            (BoundToSouth, token => token with { Sectors = ["south"] }, false),
            ("cleared for RED", token => token with { Clearance = Tlp.Red }, true),
            ("cleared for AMBER", token => token with { Clearance = Tlp.Amber }, true),
            ("cleared for GREEN", token => token with { Clearance = Tlp.Green }, isSharedExercise),
            ("cleared for CLEAR", token => token with { Clearance = Tlp.Clear }, false),
        ];
        var surprises = new List<string>();
        foreach (var (state, change, isWithin) in states)
        {
            string[] authorization = [$"Bearer {service.Token(state, Role.Operator, [Grant.ShiftLead], change)}"];
            foreach (var (name, row) in AccessTable.Rows)
            {
                var may = AccessTable.May(row, "operator+shift_lead", isSharedExercise) && (isWithin || !AccessTable.IsOperational(row));
                Note(surprises, name, state, may ? "allowed" : "PERMISSION_DENIED", await service.OutcomeAsync(name, authorization));
            }
        }

        output.WriteLine($"access table, sectors and labels: {AccessTable.Rows.Length * states.Length} cases, {surprises.Count} surprises");
        Assert.Empty(surprises);
    }

    private static List<(string State, string[] Authorization, X509Certificate2? Certificate)> BadStates(SecuredService service)
    {
        var now = service.Clock.Now;
        string[] all = ["viewer", "operator", "analyst", "harness", "partner", "admin", "shift_lead", "audit"];
        using var others = new TestKeys();
        var good = service.Token("operator", Role.Operator, [Grant.ShiftLead, Grant.Audit]);
        var other = service.Token("other", Role.Admin);
        var revoked = service.Authority.Client("revoked", "urn:example:operator+shift_lead");
        File.AppendAllText(service.RevokedPath, $"{ClientCertificates.Thumbprint(revoked)} # lost\n");

        JsonObject With(Action<JsonObject> change)
        {
            var claims = TestKeys.Claims(now, all);
            change(claims);
            return claims;
        }

        string Signed(Action<JsonObject> change, string algorithm = "RS256") => service.Keys.Sign(algorithm, With(change));
        string Forged(string algorithm, Func<byte[], byte[]> sign) => TestKeys.Join(new JsonObject { ["alg"] = algorithm, ["kid"] = "rsa" }, With(_ => { }), sign);
        var whole = Signed(_ => { });
        (string State, string Token)[] tokens =
        [
            ("expired token", service.Token("expired", Role.Admin, change: token => token with { Expires = now })),
            ("revoked token", service.Token("revoked", Role.Admin, change: token => token with { Revoked = now })),
            ("token with another's secret", good[..21] + other[21..]),
            ("token that is unknown", "mwt_0123456789abcdef_" + good[21..]),
            ("token cut short", good[..^1]),
            ("expired JWT", Signed(claims => claims["exp"] = now.ToUnixTimeSeconds() - 60)),
            ("JWT without an end", Signed(claims => claims.Remove("exp"))),
            ("JWT whose end is a text", Signed(claims => claims["exp"] = "tomorrow")),
            ("JWT not yet valid", Signed(claims => claims["nbf"] = now.ToUnixTimeSeconds() + 61)),
            ("JWT of a wrong issuer", Signed(claims => claims["iss"] = "https://elsewhere.example")),
            ("JWT without an issuer", Signed(claims => claims.Remove("iss"))),
            ("JWT for a wrong audience", Signed(claims => claims["aud"] = "another")),
            ("JWT for other audiences", Signed(claims => claims["aud"] = new JsonArray("another", "third"))),
            ("JWT without a subject", Signed(claims => claims.Remove("sub"))),
            ("JWT whose subject breaks lines", Signed(claims => claims["sub"] = "ada\nroot")),
            ("RS256 by a wrong key", others.Sign("RS256", With(_ => { }))),
            ("ES256 by a wrong key", others.Sign("ES256", With(_ => { }))),
            ("HS256 by a wrong key", others.Sign("HS256", With(_ => { }))),
            ("alg none", Forged("none", _ => [])),
            ("alg none with a signature", Forged("none", _ => [1])),
            ("alg nOnE with a signature", Forged("nOnE", _ => [1])),
            ("HS256 with the RSA public key, PEM", Forged("HS256", data => HMACSHA256.HashData(Encoding.ASCII.GetBytes(service.Keys.RsaPublicPem), data))),
            ("HS256 with the RSA public key, DER", Forged("HS256", data => HMACSHA256.HashData(service.Keys.RsaPublicDer, data))),
            ("RS256 signed by ES256's key", service.Keys.Sign("ES256", With(_ => { }), new JsonObject { ["alg"] = "RS256", ["kid"] = "ec" })),
            ("the right key under another's kid", service.Keys.Sign("RS256", With(_ => { }), new JsonObject { ["alg"] = "RS256", ["kid"] = "ec" })),
            ("RS512", service.Keys.Sign("RS256", With(_ => { }), new JsonObject { ["alg"] = "RS512", ["kid"] = "rsa" })),
            ("alg as a number", service.Keys.Sign("RS256", With(_ => { }), new JsonObject { ["alg"] = "1", ["kid"] = "rsa" })),
            ("critical header", service.Keys.Sign("RS256", With(_ => { }), new JsonObject { ["alg"] = "RS256", ["crit"] = new JsonArray("b64"), ["b64"] = false })),
            ("claims exchanged", $"{whole.Split('.')[0]}.{Signed(claims => claims["sub"] = "eve").Split('.')[1]}.{whole.Split('.')[2]}"),
            ("rubbish", "rubbish"),
            ("nothing", ""),
        ];
        foreach (var (_, token) in tokens.Where(token => token.Token.Length > 20))
        {
            Secret(service, token);
        }

        return
        [
            ("nothing at all", [], null),
            .. tokens.Select(token => (token.State, new[] { $"Bearer {token.Token}" }, (X509Certificate2?)null)),
            ("another scheme", [$"Basic {good}"], null),
            ("no scheme", [good], null),
            ("a certificate of nobody", [], service.Authority.Client("stranger")),
            ("a revoked certificate", [], revoked),
            ("a revoked certificate and a good token", [$"Bearer {good}"], revoked),
            ("a good certificate and a bad token", ["Bearer rubbish"], service.Authority.Client("operator+shift_lead", "urn:example:operator+shift_lead")),
        ];
    }

    private static Task<SecuredService> StartAsync(bool isSharedExercise) => SecuredService.StartAsync(
        [.. AccessTable.Callers.Select(caller => new CertificateIdentity
        {
            San = $"uri:urn:example:{caller}",
            Name = caller,
            Role = caller == "feed" ? null : Parts(caller).Role,
            Grants = caller == "feed" ? [] : Parts(caller).Grants,
            Sectors = [],
            SourceId = caller == "feed" ? "feed-01" : null,
        })],
        access => access with
        {
            RequestsPerSecond = 100_000,
            Streams = 10_000,
            BadTokens = 1_000_000,
            Data = isSharedExercise ? new ServedDataSettings { Exercise = true, SharedWithPartners = true, Marking = Tlp.Green, Sectors = ["north"] } : new ServedDataSettings(),
        });

    private static (Role Role, IReadOnlyList<Grant> Grants) Parts(string caller)
    {
        var words = caller.Split('+');
        return (Enum.GetValues<Role>().Single(role => AccessWords.Of(role) == words[0]), [.. Enum.GetValues<Grant>().Where(grant => words.Contains(AccessWords.Of(grant)))]);
    }

    private static string Secret(SecuredService service, string token)
    {
        service.Secrets.Add(token.Split('.')[^1] is { Length: > 20 } signature ? signature : token);
        return token;
    }

    private static void Note(List<string> surprises, string name, string who, string expected, string answered)
    {
        if (expected != answered)
        {
            surprises.Add($"{name} by {who}: {answered}, not {expected}");
        }
    }

    private static void AssertNothingSecretIsLogged(SecuredService service)
    {
        var log = string.Join('\n', service.Log.Lines);
        Assert.Contains("MaritimeWatch.Access", log, StringComparison.Ordinal);
        Assert.True(service.Secrets.Count > 20);
        Assert.All(service.Secrets.Append(service.Keys.Secret), secret => Assert.False(log.Contains(secret, StringComparison.Ordinal), "a secret is in the log"));
    }
}
