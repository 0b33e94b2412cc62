using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;
using static MaritimeWatch.Ais.Tests.CsvRows;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Rows out of a block: the same as one by one, whatever ends them and wherever the block was cut.</summary>
public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Rows_OfABlock_AreThoseReadOneByOne(string lineEnd)
    {
        var rows = ManyRows(3_000);
        var single = Parser(Columns26);
        var block = Read(Bytes.Latin1(string.Join(lineEnd, rows) + lineEnd));

        Assert.Equal(rows.Length, block.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            single.TryParse(Bytes.Latin1(rows[i]), out var report, out var reason);
            Assert.Equal((report, reason, i + 1, rows[i]), block[i]);
        }

        // Every kind of row is among them.
        Assert.Equal(7, block.Select(row => row.Reason).Distinct().Count());
        Assert.InRange(block.Count(row => row.Reason == DropReason.None), 1_000, 2_900);
    }

    [Fact]
    public void Rows_OfABlockCutAtAnyLine_AreTheSame()
    {
        var lines = ManyRows(120).Select(row => row + "\n").ToArray();
        var whole = Read(Bytes.Latin1(string.Concat(lines)));
        for (var cut = 1; cut < lines.Length; cut++)
        {
            var parts = Read(Bytes.Latin1(string.Concat(lines[..cut]))).Concat(Read(Bytes.Latin1(string.Concat(lines[cut..])))).ToArray();
            Assert.Equal(whole.Select(row => (row.Report, row.Reason, row.Text)), parts.Select(row => (row.Report, row.Reason, row.Text)));
        }
    }

    [Fact]
    public void Rows_EndOfTheBlockWithoutALineEnd_EndsTheLastRow()
    {
        var whole = Bytes.Of($"{FullRow}\n{FullRow}");
        for (var length = FullRow.Length + 2; length <= whole.Length; length++)
        {
            var rows = Read(whole[..length]);
            Assert.Equal(2, rows.Count);
            Assert.Equal(FullRow[..(length - FullRow.Length - 1)], rows[1].Text);
        }
    }

    [Fact]
    public void Rows_EmptyLines_ArePassedOverButCounted()
    {
        var rows = Read(Bytes.Of($"\n\r\n{FullRow}\r\n\r\r\n{FullRow}\n\n\n"), out var lines);

        Assert.Equal([3, 6], rows.Select(row => row.Line));
        Assert.Equal(8, lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n\r\n")]
    public void Rows_NothingButLineEnds_HasNone(string block) => Assert.Empty(Read(Bytes.Of(block)));

    [Fact]
    public void Rows_QuoteNeverClosed_SpoilsItsRowOnly()
    {
        // RFC 4180 lets a quoted field hold a line end. No text of AIS can, and a name like "ANNA" with one quote must not swallow the file.
        var rows = Read(Bytes.Of($"{FullRow.Replace("ANNA", "\"ANNA", StringComparison.Ordinal)}\n{FullRow}\n{FullRow.Replace("ANNA", "\"AN\nNA\"", StringComparison.Ordinal)}\n{FullRow}\n"));

        Assert.Equal(
            [DropReason.WrongColumnCount, DropReason.None, DropReason.WrongColumnCount, DropReason.WrongColumnCount, DropReason.None],
            rows.Select(row => row.Reason));
    }

    [Fact]
    public void Rows_HeaderBetweenThem_IsPassedOver()
    {
        const string header = "MMSI,BaseDateTime,LAT,LON";
        var rows = Read(Bytes.Of($"{header}\r\n1,2024-01-01T00:00:00,1,1\r\n{header}\r\n"), header);

        Assert.Equal([DropReason.NotAis, DropReason.None, DropReason.NotAis], rows.Select(row => row.Reason));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\0')]
    [InlineData('"')]
    [InlineData('x')]
    public void Rows_LineOfAMegabyte_IsOneBadRow(char filling)
    {
        var rows = Read(Bytes.Of($"{FullRow}\n{new string(filling, 1 << 20)}\n{FullRow}\n"));

        Assert.Equal([DropReason.None, DropReason.WrongColumnCount, DropReason.None], rows.Select(row => row.Reason));
    }

    [Fact]
    public void TryParse_TwoRowsAtOnce_IsMalformed() => Assert.Equal(DropReason.Malformed, Rejected(Columns26, $"{FullRow}\n{FullRow}"));

    [Fact]
    public void Rows_OfABlock_AllocateNothingOnceKnown()
    {
        var parser = Parser(Columns26);
        var block = Bytes.Latin1(string.Join('\n', ManyRows(500)));
        var allocated = Allocations.LeastOf(() =>
        {
            var rows = parser.Rows(block);
            while (rows.TryRead(out _, out _))
            {
            }
        });

        Assert.Equal(0, allocated);
    }

    private static List<(AisReport Report, DropReason Reason, int Line, string Text)> Read(byte[] block, string header = Columns26)
    {
        var rows = Parser(header).Rows(block);
        var read = new List<(AisReport, DropReason, int, string)>();
        while (rows.TryRead(out var report, out var reason))
        {
            read.Add((report, reason, rows.LineNumber, Bytes.Text(rows.Row)));
        }

        return read;
    }

    private static List<(AisReport Report, DropReason Reason, int Line, string Text)> Read(byte[] block, out int lines)
    {
        var rows = Parser(Columns26).Rows(block);
        var read = new List<(AisReport, DropReason, int, string)>();
        while (rows.TryRead(out var report, out var reason))
        {
            read.Add((report, reason, rows.LineNumber, Bytes.Text(rows.Row)));
        }

        lines = rows.LineNumber;
        return read;
    }

    /// <summary>Good rows of many lengths, quoted ones, short ones, and rows with a character changed.</summary>
    private static string[] ManyRows(int count)
    {
        var random = new Random(26);
        string Text(int longest) => new([.. Enumerable.Range(0, random.Next(longest)).Select(_ => (char)random.Next('A', 'Z'))]);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var name = random.Next(5) == 0 ? $"\"{Text(9)}, {Text(9)}\"" : Text(20);
            var row = FormattableString.Invariant(
                $"18/03/2023 00:{i / 60 % 60:D2}:{i % 60:D2},Class {(char)('A' + random.Next(2))},219{random.Next(999_999):D6},{random.Next(-89, 90)}.{random.Next(999_999):D6},{random.Next(-179, 180)}.{random.Next(999_999):D6},{(random.Next(2) == 0 ? "Moored" : "Under way using engine")},{random.Next(-700, 700) / 10.0:F1},{random.Next(1022) / 10.0:F1},{random.Next(3600) / 10.0:F1},{random.Next(360)},9074729,{Text(7)},{name},Cargo,{Text(9)},{random.Next(60)},{random.Next(400)},GPS,{random.Next(255) / 10.0:F1},{Text(20)},,AIS,{random.Next(511)},{random.Next(511)},{random.Next(63)},{random.Next(63)}");
            return random.Next(10) switch
            {
                0 => row.Remove(random.Next(1, row.Length), 1),
                1 => row[..random.Next(1, row.Length)],
                2 => row.Replace("Class", "Base", StringComparison.Ordinal),
                3 => row.Replace(",219", ",x", StringComparison.Ordinal),
                4 => row.Replace("2023 00", "2023 24", StringComparison.Ordinal),
                5 => row.Replace(",9074729,", ",-1,", StringComparison.Ordinal),
                6 => string.Join(',', row.Split(',').Select((field, i) => i == 3 ? "91.000000" : field)),
                _ => row,
            };
        })];
    }
}
