using System.Buffers.Text;
using System.CommandLine;
using System.Globalization;
using System.Text;

namespace MaritimeWatch.Load;

/// <summary><c>traffic</c>: as many positions as wanted, in order of time, in the layout of the Danish Maritime Authority. The same seed gives the same bytes.</summary>
internal static class TrafficCommand
{
    private static readonly Option<long> Positions = new("--positions") { Description = "how many", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Vessels = new("--vessels") { Description = "of how many vessels", DefaultValueFactory = _ => 1_000 };
    private static readonly Option<int> Every = new("--every") { Description = "seconds between two reports of a ship under way, 2 to 10", DefaultValueFactory = _ => 10 };
    private static readonly Option<string> From = new("--from") { Description = "the first day", DefaultValueFactory = _ => "2026-01-01" };
    private static readonly Option<int> Seed = new("--seed") { Description = "of the random numbers", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("traffic", "Ships in the southern North Sea, as CSV on stdout.") { Positions, Vessels, Every, From, Seed };
        command.SetAction((parsed, cancellation) =>
        {
            using var output = Console.OpenStandardOutput();
            Write(output, parsed.GetValue(Positions), parsed.GetValue(Vessels), Math.Clamp(parsed.GetValue(Every), 2, 10), DateTime.Parse(parsed.GetValue(From)!, CultureInfo.InvariantCulture), parsed.GetValue(Seed), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Write(Stream output, long positions, int vessels, int every, DateTime from, int seed, CancellationToken cancellation)
    {
        var due = new PriorityQueue<SteeredShip, int>();
        for (var number = 1; number <= vessels; number++)
        {
            var ship = new SteeredShip(number, new Random(unchecked((seed * 1_000_003) + number)), every);
            due.Enqueue(ship, ship.Due);
        }

        var piece = new byte[1 << 20];
        var used = Put(piece, 0, "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D\n");
        var (second, stamp) = (-1, "");
        for (var written = 0L; written < positions && !cancellation.IsCancellationRequested; written++)
        {
            var ship = due.Dequeue();
            if (ship.Due != second)
            {
                second = ship.Due;
                stamp = (from + TimeSpan.FromSeconds(second)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
            }

            used = Put(piece, used, stamp);
            used = Put(piece, used, ",Class A,");
            Utf8Formatter.TryFormat(ship.Mmsi, piece.AsSpan(used), out var length);
            used = Put(piece, used + length, ",");
            used = Number(piece, used, ship.Latitude, 6);
            used = Put(piece, used, ",");
            used = Number(piece, used, ship.Longitude, 6);
            used = Put(piece, used, ship.IsAnchored ? ",At anchor,0.0," : ",Under way using engine,0.0,");
            used = Number(piece, used, ship.Speed, 1);
            used = Put(piece, used, ",");
            used = Number(piece, used, Math.Min(ship.Course, 359.9), 1);
            used = Put(piece, used, ",");
            Utf8Formatter.TryFormat(ship.Heading, piece.AsSpan(used), out length);
            used = Put(piece, used + length, ",Unknown,,,Undefined,,,,GPS,,,,AIS,,,,\n");
            if (used > piece.Length - 1_000)
            {
                output.Write(piece, 0, used);
                used = 0;
            }

            ship.Report();
            due.Enqueue(ship, ship.Due);
        }

        output.Write(piece, 0, used);
    }

    private static int Put(byte[] piece, int used, string text) => used + Encoding.ASCII.GetBytes(text, piece.AsSpan(used));

    private static int Number(byte[] piece, int used, double value, byte digits)
    {
        Utf8Formatter.TryFormat(value, piece.AsSpan(used), out var length, new System.Buffers.StandardFormat('F', digits));
        return used + length;
    }
}
