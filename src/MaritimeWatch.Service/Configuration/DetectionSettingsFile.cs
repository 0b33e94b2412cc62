using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Commands;
using Microsoft.Extensions.Configuration;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Thresholds from a JSON file laid over the shipped ones. Unknown keys and values out of range are errors, which name file, setting and reason.</summary>
internal static class DetectionSettingsFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", IgnoreReadOnlyProperties = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Thresholds as a settings file has them.</summary>
    public static string ToJson(DetectionSettings settings) => JsonSerializer.Serialize(settings, Options);

    /// <summary>Reads the file.</summary>
    /// <exception cref="CommandFailedException">It cannot be used; the message says why.</exception>
    public static DetectionSettings Load(string path) => Read(path, () => (new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false).Build(), null));

    /// <summary>Lays JSON over thresholds: what it does not name stays; a list is replaced whole.</summary>
    /// <param name="basis">The thresholds beneath.</param>
    /// <param name="json">As a settings file has them.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="CommandFailedException">It cannot be used; the message says why.</exception>
    public static DetectionSettings Overlay(DetectionSettings basis, string json, string name) => Read(name, () =>
    {
        var laid = JsonNode.Parse(json, null, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false }) as JsonObject ?? throw new FormatException("it is no JSON object");
        var beneath = JsonSerializer.SerializeToNode(basis, Options)!.AsObject();
        Lay(beneath, laid);
        return (Configuration(json), Configuration(beneath.ToJsonString()));
    });

    private static DetectionSettings Read(string path, Func<(IConfiguration Said, IConfiguration? Whole)> read)
    {
        try
        {
            var (configuration, whole) = read();
            Refuse(path, SettingNames.Check(configuration, SettingCatalog.Of(DetectionSettings.Default)));
            var settings = (whole ?? configuration).Get<DetectionSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new DetectionSettings();
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
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or FormatException or JsonException)
        {
            throw new CommandFailedException($"{path}: {Innermost(failure).Message}", ExitCode.WrongUsage);
        }
    }

    private static IConfiguration Configuration(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    private static void Lay(JsonObject beneath, JsonObject laid)
    {
        foreach (var (name, value) in laid)
        {
            if (value is null)
            {
                // Null says nothing, as in a settings file.
                continue;
            }

            var known = beneath.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (known.Value is JsonObject section && value is JsonObject within)
            {
                Lay(section, within);
            }
            else
            {
                beneath[known.Key ?? name] = value.DeepClone();
            }
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
