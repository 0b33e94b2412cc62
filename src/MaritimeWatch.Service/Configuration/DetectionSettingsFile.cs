using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Commands;
using Microsoft.Extensions.Configuration;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Thresholds from a JSON file laid over the shipped ones. Unknown keys and values out of range are errors.</summary>
internal static class DetectionSettingsFile
{
    public static DetectionSettings Load(string path)
    {
        try
        {
            var settings = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(path), optional: false)
                .Build()
                .Get<DetectionSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new DetectionSettings();
            return settings.Validate() is { Count: > 0 } problems
                ? throw new CommandFailedException($"{path}: {string.Join("; ", problems)}", ExitCode.WrongUsage)
                : settings;
        }
        catch (InvalidCastException)
        {
            // The binder's way to meet null in a list of numbers.
            throw new CommandFailedException($"{path}: a list holds null", ExitCode.WrongUsage);
        }
        catch (Exception failure) when (failure is FileNotFoundException or InvalidDataException or InvalidOperationException)
        {
            throw new CommandFailedException($"{path}: {failure.Message} {failure.InnerException?.Message}".Trim(), ExitCode.WrongUsage);
        }
    }
}
