using MaritimeWatch.Service.Commands;
using Microsoft.Extensions.Configuration;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Binds the settings: a JSON file, over it the environment (<c>MARITIMEWATCH__Ingest__TcpPort</c>), over it flags.</summary>
/// <remarks>A key that no setting has is an error, and so is a value out of its range: a misspelt threshold must not go unnoticed.</remarks>
internal static class SettingsReader
{
    public const string EnvironmentPrefix = "MARITIMEWATCH__";

    /// <param name="file">A JSON file, or null for the defaults.</param>
    /// <param name="flags">Keys such as <c>Ingest:TcpPort</c> with their values; null values are left out.</param>
    /// <exception cref="CommandFailedException">The file or a value cannot be used; the message says which and why.</exception>
    public static ServiceSettings Read(string? file, IEnumerable<KeyValuePair<string, string?>> flags)
    {
        var origin = file is null ? "the configuration" : $"the configuration '{file}'";
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null)
            {
                builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
            }

            var configuration = builder
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(flags.Where(flag => flag.Value is not null))
                .Build();

            if (SettingNames.Check(configuration, SettingCatalog.Of(new ServiceSettings())) is { Count: > 0 } strangers)
            {
                throw new CommandFailedException($"{origin} cannot be used: {string.Join("; ", strangers)}", ExitCode.WrongUsage);
            }

            // The sources first: options of many kinds stand side by side there. The rest by the reflection binder: the generated one silently keeps the defaults of
            // init properties.
            var wrong = new List<string>();
            var sources = SourceReader.Read(configuration, file is null ? null : Path.GetDirectoryName(Path.GetFullPath(file)), wrong);
            var settings = WithoutSources(configuration).Get<ServiceSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new ServiceSettings();
            wrong.AddRange(settings.Validate());
            return wrong.Count > 0
                ? throw new CommandFailedException($"{origin} cannot be used: {string.Join("; ", wrong)}", ExitCode.WrongUsage)
                : RelativeTo(settings, file) with { Sources = sources };
        }
        catch (FileNotFoundException)
        {
            throw new CommandFailedException($"{origin} does not exist", ExitCode.WrongUsage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{origin} cannot be read: {failure.Message}", ExitCode.WrongUsage);
        }
        catch (InvalidCastException)
        {
            // The binder's way to meet null in a list of numbers.
            throw new CommandFailedException($"{origin} cannot be used: a list holds null", ExitCode.WrongUsage);
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or InvalidDataException)
        {
            throw new CommandFailedException($"{origin} cannot be used: {Innermost(failure)}", ExitCode.WrongUsage);
        }
    }

    private static IConfiguration WithoutSources(IConfiguration configuration) => !configuration.GetSection(SourceReader.Section).Exists() ? configuration : new ConfigurationBuilder()
        .AddInMemoryCollection(configuration.AsEnumerable().Where(key => !string.Equals(key.Key.Split(':')[0], SourceReader.Section, StringComparison.OrdinalIgnoreCase)))
        .Build();

    /// <summary>Paths in a file are relative to that file, not to where the program happens to be started.</summary>
    private static ServiceSettings RelativeTo(ServiceSettings settings, string? file)
    {
        if (file is null)
        {
            return settings;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return settings with
        {
            Assets = [.. settings.Assets.Select(asset => Path.Combine(folder, asset))],
            Normality = In(settings.Normality),
            Store = settings.Store with { Path = Path.Combine(folder, settings.Store.Path), Influx = settings.Store.Influx.RelativeTo(folder) },
            Journal = settings.Journal with { Folder = In(settings.Journal.Folder) },
            Outbound = settings.Outbound with { Mqtt = settings.Outbound.Mqtt.RelativeTo(folder) },
            Replay = settings.Replay with { Recordings = In(settings.Replay.Recordings) },
            Console = settings.Console with { Coastline = In(settings.Console.Coastline) },
            Access = RelativeTo(settings.Access, folder),
            Audit = settings.Audit with { Key = In(settings.Audit.Key), PublicKey = In(settings.Audit.PublicKey), Checkpoints = In(settings.Audit.Checkpoints) },
        };

        string? In(string? path) => ConfiguredPath.In(folder, path);
    }

    private static AccessSettings RelativeTo(AccessSettings access, string folder)
    {
        return access with
        {
            Tokens = In(access.Tokens),
            Jwt = access.Jwt with { Keys = In(access.Jwt.Keys) },
            Tls = access.Tls with { Certificate = In(access.Tls.Certificate), Key = In(access.Tls.Key) },
            ClientCertificates = access.ClientCertificates with { Authorities = In(access.ClientCertificates.Authorities), Revoked = In(access.ClientCertificates.Revoked) },
        };

        string? In(string? path) => ConfiguredPath.In(folder, path);
    }

    private static string Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure.Message;
    }
}
