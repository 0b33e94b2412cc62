using System.Diagnostics;

namespace MaritimeWatch.Ais.Tests;

/// <summary>gpsd's own decoder as it is installed.</summary>
internal static class Gpsdecode
{
    /// <summary>What it prints about AIS, one object a line, for lines of sentences.</summary>
    public static List<string> Lines(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(GpsdecodeFactAttribute.Path!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var reading = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input.Span);

        // gpsd does not see a last line without its end.
        process.StandardInput.BaseStream.Write("\n"u8);
        process.StandardInput.Close();
        var text = reading.GetAwaiter().GetResult();
        process.WaitForExit();
        return [.. text.Split("\r\n").Where(line => line.StartsWith("{\"class\":\"AIS\"", StringComparison.Ordinal))];
    }
}
