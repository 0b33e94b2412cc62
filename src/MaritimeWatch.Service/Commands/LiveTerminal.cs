namespace MaritimeWatch.Service.Commands;

/// <summary>Lines on standard output, and below them, on a terminal, one status line on standard error that is written over.</summary>
internal sealed class LiveTerminal
{
    private const string EraseLine = "\r\e[2K";

    private readonly Lock gate = new();
    private readonly bool hasStatus = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
    private string status = "";

    /// <summary>Writes a line for good.</summary>
    public void WriteLine(string line)
    {
        lock (gate)
        {
            Erase();
            Console.Out.WriteLine(line);
            Draw();
        }
    }

    /// <summary>Writes a line for good that is no data.</summary>
    public void Notice(string line)
    {
        lock (gate)
        {
            Erase();
            Console.Error.WriteLine(line);
            Draw();
        }
    }

    /// <summary>Replaces the status line; empty takes it away. Nothing where there is no terminal.</summary>
    public void ShowStatus(string text)
    {
        lock (gate)
        {
            Erase();
            var columns = hasStatus ? Console.WindowWidth : 0;
            status = columns > 1 && text.Length >= columns ? text[..(columns - 1)] : text;
            Draw();
        }
    }

    private void Erase()
    {
        if (hasStatus && status.Length > 0)
        {
            Console.Error.Write(EraseLine);
        }
    }

    private void Draw()
    {
        if (hasStatus && status.Length > 0)
        {
            Console.Error.Write(status);
        }
    }
}
