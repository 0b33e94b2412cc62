using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Replay;

/// <summary>Several recordings as one stream in event-time order: of their next reports the earliest comes first, ties in the order given.</summary>
internal sealed class MergedInput
{
    private const int ReportsInChunk = 32_768;

    private readonly List<Cursor> cursors;

    public MergedInput(IEnumerable<ReplayInput> inputs)
    {
        cursors = [.. inputs.Select(input => new Cursor(input))];
    }

    /// <summary>Fills a chunk; false when every recording has ended.</summary>
    public bool Fill(ReportChunk chunk)
    {
        while (chunk.Reports < ReportsInChunk)
        {
            Cursor? earliest = null;
            foreach (var cursor in cursors)
            {
                if (cursor.HasReport && (earliest is null || cursor.Time < earliest.Time))
                {
                    earliest = cursor;
                }
            }

            if (earliest is null)
            {
                return chunk.Reports > 0;
            }

            // Lines of different files cannot be compared: the place in the merged piece keeps the order.
            chunk.Add(earliest.Report, (int)chunk.Reports + 1);
            earliest.Next();
        }

        return true;
    }

    /// <summary>One recording's reports in its own order.</summary>
    private sealed class Cursor
    {
        private readonly ReplayInput input;
        private readonly ReportChunk chunk = new(1);
        private byte[] block = [];
        private int at = -1;

        public Cursor(ReplayInput input)
        {
            this.input = input;
            Next();
        }

        public bool HasReport { get; private set; }

        public AisReport Report => chunk.Of(0)[at].Report;

        /// <summary>Where the report stands among the other recordings' reports.</summary>
        public Instant Time { get; private set; }

        public void Next()
        {
            at++;
            while (at >= chunk.Of(0).Count)
            {
                chunk.Clear();
                var length = input.ReadBlock(ref block);
                if (length == 0)
                {
                    HasReport = false;
                    return;
                }

                input.Parse(block.AsSpan(0, length), chunk);
                input.Account(chunk);
                at = 0;
            }

            HasReport = true;
            Time = Believed(chunk.Of(0));
        }

        /// <summary>
        /// A time in 2099 must not keep the rest of its recording waiting for the end of the others: a report far ahead of those that follow
        /// it takes its turn with them, and the clock refuses it there.
        /// </summary>
        private Instant Believed(ReportChunk.ShardReports reports)
        {
            var time = reports[at].Report.Time;
            var company = at + 1 == reports.Count && at > 0 ? reports[at - 1].Report.Time : time;
            for (var next = at + 1; next < Math.Min(reports.Count, at + 1 + StreamClock.Confirmations); next++)
            {
                company = Instant.Min(company, reports[next].Report.Time);
            }

            return time > company + StreamClock.MaxLead ? company : time;
        }
    }
}
