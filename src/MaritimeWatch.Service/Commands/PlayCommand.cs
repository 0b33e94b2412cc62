using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Playback;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>play</c>: recorded traffic out again, at its own pace or faster.</summary>
internal static class PlayCommand
{
    public static Command Create()
    {
        var input = new Option<string[]>("--input") { Description = "Recordings, NMEA, CSV or JSON of one object a line, .gz or not, '-' for stdin; played one after the other.", Required = true, AllowMultipleArgumentsPerToken = true };
        var to = new Option<string>("--to") { Description = "tcp:HOST:PORT, udp:HOST:PORT, mqtt://[USER:PASSWORD@]HOST[:PORT][/TOPIC] (mqtts:// with TLS) or stdout.", Required = true };
        var speed = new Option<string>("--speed") { Description = "1 is real time, 60 a minute in a second, max as fast as it goes.", DefaultValueFactory = _ => "1" };
        var command = new Command(
            "play",
            """
            Recorded traffic out as NMEA 0183 with TAG blocks, in real or scaled time.

            Examples:
              maritimewatch play --input data-samples/traffic/north-sea-day.csv.gz --to tcp:localhost:10110 --speed 600
              maritimewatch play --input log.nmea --to mqtt://localhost/ais/nmea --speed 60
              maritimewatch play --input log.nmea --to stdout --speed max | head
            """)
        {
            input, to, speed,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(input), parsed.GetRequiredValue(to), ReadSpeed(parsed.GetRequiredValue(speed)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] inputs, string to, double speed, CancellationToken cancellation)
    {
        await using var sink = OpenSink(to);
        var player = new RecordingPlayer(sink, speed, TimeProvider.System);
        long rejected = 0;
        try
        {
            foreach (var input in inputs)
            {
                await using var file = input == "-" ? Console.OpenStandardInput() : File.OpenRead(input);
                var reader = new RecordingReader(file);
                try
                {
                    await player.PlayAsync(reader.Lines(), cancellation);
                }
                catch (PlaybackException failure)
                {
                    throw new CommandFailedException($"{input}: {failure.Message}");
                }
                finally
                {
                    rejected += reader.Rejected;
                    ReportRejections(input, reader);
                }
            }
        }
        finally
        {
            var (sent, first, last) = player.Summary;
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{sent:N0} reports sent to {Shown(to)}{(first is null ? "" : $", event time {first} to {last}")}; {rejected:N0} lines rejected{(sink is UdpLineSink { Refused: > 0 } udp ? $"; {udp.Refused:N0} datagrams refused" : "")}"));
        }

        return rejected > 0 ? ExitCode.SomeInputRejected : ExitCode.Done;
    }

    private static void ReportRejections(string input, RecordingReader reader)
    {
        foreach (var counter in reader.Counters)
        {
            foreach (var reason in Enum.GetValues<DropReason>().Where(reason => reason.IsRejection() && counter.DroppedFor(reason) > 0))
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {input}: {counter.DroppedFor(reason):N0} lines dropped: {reason.InWords()}"));
            }
        }
    }

    private static ILineSink OpenSink(string to)
    {
        if (to == "stdout")
        {
            return new StreamLineSink(Console.OpenStandardOutput());
        }

        if (to.StartsWith("mqtt", StringComparison.OrdinalIgnoreCase))
        {
            return MqttLineSink.Open(to, Notice);
        }

        var parts = to.Split(':', 2);
        var colon = parts.Length == 2 ? parts[1].LastIndexOf(':') : -1;
        if (colon <= 0 || !ushort.TryParse(parts[1][(colon + 1)..], CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            throw Wrong(to);
        }

        var host = parts[1][..colon].Trim('[', ']');
        return parts[0] switch
        {
            "tcp" => new TcpLineSink(host, port, TimeProvider.System, Notice),
            "udp" => OpenUdp(host, port),
            _ => throw Wrong(to),
        };
    }

    /// <summary>Without the password, which an address of a broker may hold.</summary>
    private static string Shown(string to) => to.LastIndexOf('@') is var at && at > 0 && to.IndexOf("://", StringComparison.Ordinal) is var scheme && scheme > 0 ? $"{to[..(scheme + 3)]}{to[(at + 1)..]}" : to;

    private static void Notice(string text) => Console.Error.WriteLine($"maritimewatch: {text}");

    private static UdpLineSink OpenUdp(string host, int port)
    {
        try
        {
            return new UdpLineSink(host, port);
        }
        catch (System.Net.Sockets.SocketException failure)
        {
            throw new CommandFailedException($"{host}:{port}: {failure.Message}");
        }
    }

    private static CommandFailedException Wrong(string to) => new($"--to: '{to}' is not tcp:HOST:PORT, udp:HOST:PORT, mqtt://HOST/TOPIC or stdout", ExitCode.WrongUsage);

    private static double ReadSpeed(string text) => text == "max"
        ? double.PositiveInfinity
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed > 0
            ? speed
            : throw new CommandFailedException($"--speed: '{text}' is not a number above 0 or max", ExitCode.WrongUsage);
}
