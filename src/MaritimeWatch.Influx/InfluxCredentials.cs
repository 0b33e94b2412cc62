namespace MaritimeWatch.Influx;

/// <summary>Who asks: a token, or a user with a password.</summary>
/// <param name="User">The user; null for a token.</param>
/// <param name="Secret">The password or the token.</param>
public sealed record InfluxCredentials(string? User, string Secret)
{
    /// <summary>What the header <c>Authorization</c> says: <c>Basic</c> for a user of 1.x, <c>Token</c> for 2.x, 3.x and whatever keeps their API.</summary>
    internal (string Scheme, string Parameter) Header => User is null
        ? ("Token", Secret)
        : ("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Secret}")));

    /// <summary>Reads a file: one line is a token; two lines are a user and a password. Blank space at the ends of a line does not count.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static InfluxCredentials Read(string file)
    {
        var lines = File.ReadAllText(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isText = lines.All(line => !line.Any(char.IsControl));
        return (lines.Length, isText) switch
        {
            (1, true) => new InfluxCredentials(null, lines[0]),
            (2, true) when !lines[0].Contains(':', StringComparison.Ordinal) => new InfluxCredentials(lines[0], lines[1]),
            _ => throw new InvalidDataException($"the credentials file '{file}' must hold one line, a token, or two: a user without ':' and a password"),
        };
    }

    /// <summary>The user's name; never a secret.</summary>
    public override string ToString() => User is null ? "a token" : $"the user '{User}'";
}
