using System.Text.Json.Nodes;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Access;

public sealed class JwtTokensTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-jwt-");
    private readonly TestKeys keys = new();
    private readonly SetClock clock = new();

    public void Dispose()
    {
        keys.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("exp", -59, null)] // RFC 7519, section 4.1.4, with a skew of 60 s (quality figures, ACC-2)
    [InlineData("exp", -60, "CREDENTIALS_EXPIRED")]
    [InlineData("nbf", 60, null)]
    [InlineData("nbf", 61, "CREDENTIALS_NOT_YET_VALID")]
    public void Identify_AtTheLimitOfTheSkew_HoldsAndOneSecondBeyondDoesNot(string claim, int secondsFromNow, string? reason)
    {
        var claims = TestKeys.Claims(clock.Now, "viewer");
        claims[claim] = clock.Now.ToUnixTimeSeconds() + secondsFromNow;

        Assert.Equal(reason, Tokens(Write("keys.json", keys.Set())).Identify(keys.Sign("RS256", claims)).Refusal?.Reason);
    }

    [Fact]
    public void Identify_TakesNameRolesGrantsSectorsAndClearanceFromTheClaims()
    {
        var claims = TestKeys.Claims(clock.Now, "operator", "shift_lead", "payroll");
        claims["sectors"] = new JsonArray("north", "south");
        claims["tlp"] = "AMBER+STRICT";
        claims["aud"] = new JsonArray("another", TestKeys.Audience);

        var caller = Tokens(Write("keys.json", keys.Set())).Identify(keys.Sign("ES256", claims)).Caller!;

        Assert.Equal(("ada", CredentialKind.Jwt, TestKeys.Issuer, Tlp.AmberStrict), (caller.Name, caller.Credential, caller.CredentialId, caller.Clearance));
        Assert.Equal([Role.Operator], caller.Roles);
        Assert.Equal([Grant.ShiftLead], caller.Grants);
        Assert.Equal(["north", "south"], caller.Sectors);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    public void Identify_SectorsThatNameNone_AreNoWayToAllOfThem(string sectors)
    {
        var claims = TestKeys.Claims(clock.Now, "viewer");
        claims["sectors"] = JsonNode.Parse(sectors);

        Assert.NotEmpty(Tokens(Write("keys.json", keys.Set())).Identify(keys.Sign("RS256", claims)).Caller!.Sectors);
    }

    [Fact]
    public void Identify_ClearanceThatIsNoLabel_IsTheLeast()
    {
        var claims = TestKeys.Claims(clock.Now, "viewer");
        claims["tlp"] = "ULTRAVIOLET";

        Assert.Equal(Tlp.Clear, Tokens(Write("keys.json", keys.Set())).Identify(keys.Sign("RS256", claims)).Caller!.Clearance);
    }

    [Fact]
    public void Identify_WithPemOfSeveralKeys_TakesTheTokensOfEach()
    {
        var tokens = Tokens(Write("keys.pem", $"{keys.RsaPublicPem}\n{keys.EllipticPublicPem}\n"));
        var claims = TestKeys.Claims(clock.Now, "viewer");

        Assert.NotNull(tokens.Identify(keys.Sign("RS256", claims)).Caller);
        Assert.NotNull(tokens.Identify(keys.Sign("ES256", claims)).Caller);
        Assert.Equal("CREDENTIALS_INVALID", tokens.Identify(keys.Sign("HS256", claims)).Refusal?.Reason);
    }

    [Fact]
    public void Identify_AfterTheKeysWereReplaced_TakesTheNewOnesAndNotTheOld()
    {
        using var next = new TestKeys();
        var file = Write("keys.json", keys.Set());
        var tokens = Tokens(file);
        var (ofOld, ofNew) = (keys.Sign("RS256", TestKeys.Claims(clock.Now, "viewer")), next.Sign("RS256", TestKeys.Claims(clock.Now, "viewer")));
        Assert.Equal((true, false), (tokens.Identify(ofOld).Caller is not null, tokens.Identify(ofNew).Caller is not null));

        Rewrite(file, next.Set());
        Assert.Equal((false, true), (tokens.Identify(ofOld).Caller is not null, tokens.Identify(ofNew).Caller is not null));

        // A slip of the editor's leaves what was read before in force.
        Rewrite(file, "{ \"keys\": [");
        Assert.NotNull(tokens.Identify(ofNew).Caller);
        Assert.Contains("neither a JSON Web Key Set nor PEM", tokens.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "keys": [] }""", "no key for RS256, ES256 or HS256")]
    [InlineData("""{ "keys": [ { "kty": "oct", "k": "c2hvcnQ" } ] }""", "5 bytes; it must have 32 or more")]
    [InlineData("""{ "keys": [ { "kty": "RSA" } ] }""", "neither a JSON Web Key Set nor PEM")]
    [InlineData("nothing", "no key for")]
    public void Read_KeysThatCannotBeTrusted_AreRefusedInWords(string content, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => JwtKeys.Read(Write("keys.json", content))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_APrivateKey_IsRefused()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);

        Assert.Contains("give the public key", Assert.Throws<InvalidDataException>(() => JwtKeys.Read(Write("keys.pem", rsa.ExportPkcs8PrivateKeyPem()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AShortRsaKey_IsRefused()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(1024);

        Assert.Contains("1024 bits", Assert.Throws<InvalidDataException>(() => JwtKeys.Read(Write("keys.pem", rsa.ExportSubjectPublicKeyInfoPem()))).Message, StringComparison.Ordinal);
    }

    private JwtTokens Tokens(string file) => new(
        new WatchedFiles<IReadOnlyList<JwtKey>>([file], () => JwtKeys.Read(file), NullLogger.Instance),
        new JwtSettings { Keys = file, Issuer = TestKeys.Issuer, Audience = TestKeys.Audience },
        clock);

    private string Write(string name, string content)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }

    /// <summary>Another content of another length: told apart however coarse the file system's clock is.</summary>
    private static void Rewrite(string file, string content) => File.WriteAllText(file, content + new string(' ', (int)new FileInfo(file).Length + 1));
}
