using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Access;

public sealed class AccessSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-access-settings-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{ "Access": { "Mode": "Open", "Tokens": "t.json" } }""", false)]
    [InlineData("""{ "Access": { "Tokens": "t.json" } }""", true)]
    [InlineData("""{ "Access": { "Mode": "Required", "Tokens": "t.json" } }""", true)]
    [InlineData("""{ "Access": { "Jwt": { "Keys": "k.json", "Issuer": "i", "Audience": "a" } } }""", true)]
    [InlineData("""{ "Grpc": { "Address": "0.0.0.0" }, "Access": { "Tokens": "t.json", "Tls": { "Certificate": "c.pem", "Key": "k.pem" } } }""", true)]
    public void IsRequired_AsConfigured_IsAskedFor(string json, bool isRequired)
    {
        var settings = SettingsReader.Read(Write(json), []);

        Assert.Equal(isRequired, settings.Access.IsRequired(settings.IsLoopback()));
    }

    [Theory]
    [InlineData("""{ "Access": { "Mode": "Required" } }""", "make a token with 'maritimewatch token create")]
    [InlineData("""{ "Grpc": { "Address": "0.0.0.0" }, "Access": { "Tls": { "Certificate": "c.pem", "Key": "k.pem" } } }""", "listens beyond loopback, but no credential is configured")]
    [InlineData("""{ "Grpc": { "Address": "0.0.0.0" }, "Access": { "Tokens": "t.json" } }""", "without TLS gRPC is served on loopback only")]
    [InlineData("""{ "Http": { "Address": "::" }, "Access": { "Tokens": "t.json" } }""", "without TLS HTTP is served on loopback only")]
    [InlineData("""{ "Http": { "Address": "0.0.0.0" }, "Access": { "Mode": "Open", "Tls": { "Certificate": "c.pem", "Key": "k.pem" } } }""", "beyond loopback is never open")]
    [InlineData("""{ "Access": { "Jwt": { "Keys": "k.json", "Issuer": "i" } } }""", "without Access:Jwt:Issuer and Access:Jwt:Audience")]
    [InlineData("""{ "Access": { "Tls": { "Certificate": "c.pem" } } }""", "takes both Certificate and Key")]
    [InlineData("""{ "Access": { "ClientCertificates": { "Authorities": "ca.pem" } } }""", "takes TLS")]
    [InlineData("""{ "Access": { "ClientCertificates": { "Required": true } } }""", "takes Authorities")]
    [InlineData("""{ "Access": { "ClientCertificates": { "Identities": [ { "San": "feed", "Name": "f", "SourceId": "f" } ] } } }""", "begins with dns:, uri: or email:")]
    [InlineData("""{ "Access": { "ClientCertificates": { "Identities": [ { "Subject": "CN=f", "Name": "f" } ] } } }""", "neither Role nor SourceId")]
    [InlineData("""{ "Access": { "ClientCertificates": { "Identities": [ { "Subject": "CN=f", "Name": "f", "Rol": "Viewer" } ] } } }""", "cannot be used")]
    [InlineData("""{ "Access": { "ClientCertificates": { "Identities": [ { "Subject": "CN=f", "Name": "f", "Role": "Viewer", "Grants": ["ShiftLead"] } ] } } }""", "only an operator can have")]
    [InlineData("""{ "Access": { "Mode": "Closed" } }""", "one of Auto, Open, Required")]
    [InlineData("""{ "Access": { "RequestsPerSecond": 0 } }""", "Access:RequestsPerSecond is 0; it must be between 1 and 100000")]
    [InlineData("""{ "Access": { "LockOut": "1" , "BadTokens": 0 } }""", "Access:BadTokens is 0")]
    [InlineData("""{ "Access": { "Token": "t.json" } }""", "the nearest is 'Access:Tokens'")]
    public void Read_AccessThatCannotBe_IsRefusedWithTheRemedy(string json, string said)
    {
        var refused = Assert.Throws<CommandFailedException>(() => SettingsReader.Read(Write(json), []));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUsage, refused.ExitCode);
    }

    [Fact]
    public void Read_EverythingAboutAccess_IsBoundAndPathsAreRelativeToTheFile()
    {
        var access = SettingsReader.Read(Write("""
            { "Access": { "Tokens": "t.json", "Jwt": { "Keys": "k.json", "Issuer": "i", "Audience": "a", "RoleClaim": "groups" }, "Tls": { "Certificate": "c.pem", "Key": "k.pem" },
              "ClientCertificates": { "Authorities": "ca.pem", "Revoked": "r.txt", "Required": true,
                "Identities": [ { "San": "uri:spiffe://port/feed", "Name": "feed", "SourceId": "feed-01" }, { "Subject": "CN=lead", "Name": "lead", "Role": "Operator", "Grants": ["ShiftLead"], "Sectors": ["north"], "Clearance": "Red" } ] },
              "Data": { "Exercise": true, "SharedWithPartners": true, "Marking": "Green", "Sectors": ["north"] }, "LockOut": "00:05:00" } }
            """), []).Access;

        Assert.Equal(
            new[] { "t.json", "k.json", "c.pem", "k.pem", "ca.pem", "r.txt" }.Select(name => Path.Combine(folder.FullName, name)),
            [access.Tokens, access.Jwt.Keys, access.Tls.Certificate, access.Tls.Key, access.ClientCertificates.Authorities, access.ClientCertificates.Revoked]);
        Assert.Equal(("groups", true, TimeSpan.FromMinutes(5)), (access.Jwt.RoleClaim, access.ClientCertificates.Required, access.LockOut));
        Assert.Equal((true, true, Tlp.Green, "north"), (access.Data.Exercise, access.Data.SharedWithPartners, access.Data.Marking, Assert.Single(access.Data.Sectors)));
        var (feed, lead) = (access.ClientCertificates.Identities[0], access.ClientCertificates.Identities[1]);
        Assert.Equal(("uri:spiffe://port/feed", null, "feed-01"), (feed.San, feed.Role, feed.SourceId));
        Assert.Equal((Role.Operator, Grant.ShiftLead, "north", Tlp.Red), (lead.Role, Assert.Single(lead.Grants), Assert.Single(lead.Sectors), lead.Clearance));
    }

    [Fact]
    public void Page_NamesEverySettingWithItsDefault_AndNoOther()
    {
        var page = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "docs", "access.md"));
        var rows = page.SkipWhile(line => line != "## Settings").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var settings = SettingCatalog.Of(new AccessSettings());

        Assert.Equal(settings.Select(setting => setting.Path).Order(), rows.Select(row => row[1].Trim('`')).Order());
        Assert.All(settings, setting => Assert.Equal(Word(setting.Default), rows.Single(row => row[1] == $"`{setting.Path}`")[2].Trim('`')));

        static string Word(object? value) => value switch
        {
            null => "–",
            bool flag => flag ? "true" : "false",
            System.Collections.ICollection { Count: 0 } => "none",
            _ => value.ToString()!,
        };
    }

    private string Write(string json)
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        File.WriteAllText(file, json);
        return file;
    }
}
