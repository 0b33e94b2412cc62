using System.CommandLine;
using System.Diagnostics;
using System.Text;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>One command as a script sees it: its exit code, what it said, what it wrote to standard output.</summary>
internal sealed record CommandRun(int Exit, string Error, byte[] Output)
{
    private static readonly ErrorByCaller Errors = ErrorByCaller.Install();

    public static RootCommand Root() => CommandCatalog.Root();

    /// <summary>Runs it in this process.</summary>
    public static async Task<CommandRun> HereAsync(params string[] args)
    {
        var said = new StringWriter();
        Errors.Current = said;
        return new CommandRun(await CommandLine.RunAsync(Root(), args), said.ToString(), []);
    }

    /// <summary>Runs the built executable, with standard input in pieces of so many bytes.</summary>
    public static async Task<CommandRun> ProcessAsync(string[] args, byte[]? input = null, int piece = 1 << 16)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "maritimewatch.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        await using (var stdin = process.StandardInput.BaseStream)
        {
            for (var at = 0; input is not null && at < input.Length; at += piece)
            {
                await stdin.WriteAsync(input.AsMemory(at, Math.Min(piece, input.Length - at)));
            }
        }

        await copied;
        await process.WaitForExitAsync();
        return new CommandRun(process.ExitCode, await error, output.ToArray());
    }

    /// <summary>Standard error of this process divided by who writes: tests run side by side.</summary>
    private sealed class ErrorByCaller(TextWriter otherwise) : TextWriter
    {
        private readonly AsyncLocal<TextWriter?> current = new();

        public override Encoding Encoding => Encoding.UTF8;

        public TextWriter Current
        {
            get => current.Value ?? otherwise;
            set => current.Value = value;
        }

        public static ErrorByCaller Install()
        {
            var errors = new ErrorByCaller(Console.Error);
            Console.SetError(errors);
            return errors;
        }

        public override void Write(char value) => Current.Write(value);

        public override void Write(string? value) => Current.Write(value);

        public override void WriteLine(string? value) => Current.WriteLine(value);
    }
}
