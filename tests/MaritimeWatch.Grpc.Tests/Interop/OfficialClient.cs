using System.Diagnostics;
using System.Text.Json;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>Runs an official client against a server once and keeps what each of its cases came to.</summary>
internal sealed class OfficialClient
{
    private const string Remedy = "Run tests/clients/install.sh, which installs the official gRPC clients that this test needs.";

    // Debian's own Python, for which python3-grpcio is packaged; another one may come first on the path.
    private const string DebianPython = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> _outcomes = [];
    private readonly Dictionary<string, IReadOnlyList<byte[]>> _events = [];

    private OfficialClient()
    {
    }

    /// <summary>By case: empty where it passed, else what went wrong.</summary>
    public IReadOnlyDictionary<string, string> Outcomes => _outcomes;

    /// <summary>By case: the messages it gave back in their wire form, where it gives any.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Events => _events;

    /// <summary>What the client said beside its outcomes.</summary>
    public string Errors { get; private set; } = string.Empty;

    /// <summary>The folder <c>tests</c> of the repository.</summary>
    public static string TestsFolder { get; } = FindTestsFolder();

    private static string Clients => Path.Combine(TestsFolder, "clients");

    /// <summary>Runs a script of <c>tests/clients/node</c>.</summary>
    /// <returns>Its outcomes, or null where the client is not installed.</returns>
    public static async Task<OfficialClient?> NodeAsync(string script, string[] arguments, Task<string>? input = null) =>
        Directory.Exists(Path.Combine(Clients, "node", "node_modules", "@grpc", "grpc-js"))
            ? await RunAsync("node", [Path.Combine(Clients, "node", script), .. arguments], input)
            : null;

    /// <summary>Runs a script of <c>tests/clients/python</c>.</summary>
    /// <inheritdoc cref="NodeAsync"/>
    public static async Task<OfficialClient?> PythonAsync(string script, string[] arguments, Task<string>? input = null) =>
        File.Exists(DebianPython) ? await RunAsync(DebianPython, [Path.Combine(Clients, "python", script), .. arguments], input) : null;

    /// <summary>Empty where the case passed, else what went wrong and what may help.</summary>
    public static string OutcomeOf(OfficialClient? client, string name) => client switch
    {
        null => $"The client is not installed. {Remedy}",
        _ when client.Outcomes.TryGetValue(name, out var outcome) => outcome,
        _ => $"The client has no outcome for {name}. {Remedy} It said: {client.Errors}",
    };

    private static async Task<OfficialClient> RunAsync(string program, string[] arguments, Task<string>? input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var client = new OfficialClient();
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteLineAsync((await input.WaitAsync(patience.Token)).AsMemory(), patience.Token);
            }

            process.StandardInput.Close();
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                client.Note(JsonDocument.Parse(line).RootElement);
            }

            await process.WaitForExitAsync(patience.Token);
            client.Errors = await errors;
        }
        catch (OperationCanceledException)
        {
            client.Errors = $"nothing more within {Patience}";
        }
        catch (IOException)
        {
            // It ended before it had read its input.
            client.Errors = await errors;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return client;
    }

    private static string FindTestsFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MaritimeWatch.sln")))
            {
                return Path.Combine(folder.FullName, "tests");
            }
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }

    private void Note(JsonElement outcome)
    {
        var name = outcome.GetProperty("case").GetString()!;
        _outcomes.Add(name, outcome.GetProperty("ok").GetBoolean() ? string.Empty : outcome.GetProperty("detail").GetString()!);
        if (outcome.TryGetProperty("events", out var events))
        {
            _events.Add(name, [.. events.EnumerateArray().Select(each => each.GetBytesFromBase64())]);
        }
    }
}
