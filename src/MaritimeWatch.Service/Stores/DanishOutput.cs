using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Stores;

/// <summary>Positions as the Danish Maritime Authority's daily files have them to a file (.gz by its name) or standard output: each with what its vessel had said of herself by then.</summary>
internal sealed class DanishOutput : IDisposable
{
    private const int RowsAtOnce = 10_000;
    private const byte LineEnd = (byte)'\n';

    private readonly ExportFile file;
    private readonly Dictionary<Mmsi, StaticReport> said = [];
    private readonly List<PositionReport> rows = new(RowsAtOnce);
    private readonly HashSet<Mmsi> inRows = [];
    private bool isBegun;

    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public DanishOutput(string path) => file = new ExportFile(path);

    /// <exception cref="CommandFailedException">The disk is full.</exception>
    public void Write(in AisReport report)
    {
        if (report.Static is { } word)
        {
            var all = said.TryGetValue(report.Mmsi, out var known) ? known.UpdatedBy(word) : word;
            if (all != known)
            {
                // Rows that wait are to have what was known then.
                if (inRows.Contains(report.Mmsi))
                {
                    Flush();
                }

                said[report.Mmsi] = all;
            }
        }

        if (report.Dynamic.HasPosition)
        {
            rows.Add(report.Dynamic);
            inRows.Add(report.Mmsi);
            if (rows.Count == RowsAtOnce)
            {
                Flush();
            }
        }
    }

    /// <summary>Writes what is still to be written and closes the file.</summary>
    public void Complete()
    {
        if (rows.Count > 0 || !isBegun)
        {
            Flush();
        }

        file.Complete();
    }

    public void Dispose() => file.Dispose();

    private void Flush()
    {
        var table = TrackTable.Write(rows, inRows.Where(said.ContainsKey).ToDictionary(mmsi => mmsi, mmsi => said[mmsi]), "").AsSpan();
        file.Write(isBegun ? table[(table.IndexOf(LineEnd) + 1)..] : table);
        isBegun = true;
        rows.Clear();
        inRows.Clear();
    }
}
