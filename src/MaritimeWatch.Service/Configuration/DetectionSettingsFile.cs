using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Commands;
using Microsoft.Extensions.Configuration;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Thresholds from a JSON file laid over the shipped ones. Unknown keys and values out of range are errors, which name file, setting and reason.</summary>
internal static class DetectionSettingsFile
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="CommandFailedException">It cannot be used; the message says why.</exception>
    public static DetectionSettings Load(string path)
    {
        try
        {
            var configuration = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false).Build();
            Refuse(path, SettingNames.Check(configuration, SettingCatalog.Of(DetectionSettings.Default)));
            var settings = configuration.Get<DetectionSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new DetectionSettings();
            Refuse(path, settings.Validate());
            return settings;
        }
        catch (InvalidCastException)
        {
            // The binder's way to meet null in a list of numbers.
            throw new CommandFailedException($"{path}: a list holds null", ExitCode.WrongUsage);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{path}: no such file", ExitCode.WrongUsage);
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new CommandFailedException($"{path}: {Innermost(failure).Message}", ExitCode.WrongUsage);
        }
    }

    private static void Refuse(string path, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new CommandFailedException($"{path}: {string.Join("; ", problems)}", ExitCode.WrongUsage);
        }
    }

    private static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure;
    }
}
