using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Access;

/// <summary>Tells whose a JSON Web Token is: signature first, then for whom it was made and when it holds.</summary>
internal sealed class JwtTokens(WatchedFiles<IReadOnlyList<JwtKey>> keys, JwtSettings settings, TimeProvider clock)
{
    /// <summary>By how much two clocks may differ (quality figures, ACC-2).</summary>
    public const double ClockSkewSeconds = 60;

    private const string NoSector = "(none)";

    public string? Problem => keys.Problem;

    public Identification Identify(string text)
    {
        if (JsonWebToken.TryRead(text) is not { } token || !IsSigned(token))
        {
            return new(Refusal.Invalid);
        }

        // From here on somebody with a key has made it: not a guess, but perhaps not for us.
        if (token.Text("iss") != settings.Issuer || !token.Texts("aud").Contains(settings.Audience))
        {
            return new(Refusal.WrongPlace);
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        if (token.Seconds("exp") is not { } expires || !(now < expires + ClockSkewSeconds))
        {
            return new(Refusal.Expired);
        }

        if (token.Seconds("nbf") is { } from && !(now >= from - ClockSkewSeconds))
        {
            return new(Refusal.NotYetValid);
        }

        return token.Text("sub") is { } name && AccessWords.IsName(name) ? new(CallerOf(token, name)) : new(Refusal.WrongPlace);
    }

    private bool IsSigned(JsonWebToken token) => keys.Current.Any(key =>
        key.Algorithm == token.Algorithm && (key.Id is null || token.KeyId is null || key.Id == token.KeyId) && key.Verifies(token.Signed, token.Signature));

    private Caller CallerOf(JsonWebToken token, string name)
    {
        // Words that are none of ours are other services' roles.
        var words = token.Texts(settings.RoleClaim);
        var roles = Enum.GetValues<Role>().Where(role => words.Contains(AccessWords.Of(role))).ToList();
        var grants = Enum.GetValues<Grant>().Where(grant => words.Contains(AccessWords.Of(grant))).ToList();
        return new Caller
        {
            Name = name,
            Credential = CredentialKind.Jwt,
            CredentialId = settings.Issuer!,
            Roles = roles,
            Grants = grants,
            Sectors = Sectors(token),
            Clearance = token.Text(settings.ClearanceClaim) is not { } label ? Tlp.Amber : AccessWords.TryParse<Tlp>(label, out var clearance) ? clearance : Tlp.Clear,
            SourceId = roles.Contains(Role.Harness) ? name : null,
        };
    }

    /// <summary>Without the claim, all; a claim that names none, or cannot be read, is no way to all of them.</summary>
    private IReadOnlyList<string> Sectors(JsonWebToken token) =>
        !token.Claims.TryGetProperty(settings.SectorsClaim, out _) ? [] : token.Texts(settings.SectorsClaim) is { Count: > 0 } sectors ? sectors : [NoSector];
}
