using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Desk;

public sealed class ListFilterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \t\r\n ", "")]
    [InlineData("alert_id = a-1.x:2", "AlertId Equal a-1.x:2")]
    [InlineData("alert_id=\"a \\\"b\\\\\"", "AlertId Equal a \"b\\")]
    [InlineData("severity>=SEVERITY_ALARM", "Severity GreaterOrEqual 3")]
    [InlineData("severity < SEVERITY_CRITICAL", "Severity Less 4")]
    [InlineData("kind != ALERT_KIND_POWERED_DRAG", "Kind NotEqual 5")]
    [InlineData("state = ALERT_STATE_CLOSED", "State Equal 4")]
    [InlineData("operator_state = OPERATOR_STATE_CLEARED_UNACKNOWLEDGED", "OperatorState Equal 3")]
    [InlineData("mmsi = 0 AND mmsi != 999999999", "Mmsi Equal 0; Mmsi NotEqual 999999999")]
    [InlineData("asset_id = \"Nemo Link\" AND assignee != \"\"", "AssetId Equal Nemo Link; Assignee NotEqual ")]
    [InlineData("since > 1970-01-01T00:00:01Z", "Since Greater 1000")]
    [InlineData("event_time <= \"1970-01-01T01:00:00.5+01:00\"", "EventTime LessOrEqual 500")]
    public void TryParse_AFilter_IsItsTerms(string text, string expected)
    {
        Assert.True(ListFilter.TryParse(text, out var terms, out var problem), problem);

        Assert.Equal(expected, string.Join("; ", terms.Select(term => FormattableString.Invariant($"{term.Field} {term.Comparison} {term.Value}"))));
    }

    [Theory]
    [InlineData("colour = red", 1, "there is no field 'colour'; the fields are alert_id, kind,")]
    [InlineData("Kind = ALERT_KIND_LOITERING", 1, "there is no field 'Kind'")]
    [InlineData("(mmsi = 1)", 1, "a field is expected")]
    [InlineData("mmsi = 1 OR mmsi = 2", 10, "AND is expected; other words, brackets and OR are not understood")]
    [InlineData("mmsi = 1 and mmsi = 2", 10, "AND is expected")]
    [InlineData("mmsi = 1 mmsi = 2", 10, "AND is expected")]
    [InlineData("mmsi = 1 AND", 13, "a term is expected after AND")]
    [InlineData("mmsi = 1 AND  ", 15, "a term is expected after AND")]
    [InlineData("AND mmsi = 1", 1, "there is no field 'AND'")]
    [InlineData("mmsi", 5, "=, != is expected")]
    [InlineData("mmsi : 1", 6, "=, != is expected")]
    [InlineData("severity", 9, "=, !=, <, <=, > or >= is expected")]
    [InlineData("kind < ALERT_KIND_LOITERING", 6, "kind takes = and != only")]
    [InlineData("mmsi =", 7, "a value is expected")]
    [InlineData("mmsi = = 1", 8, "a value is expected")]
    [InlineData("assignee = \"bob", 12, "the quotation mark is not closed")]
    [InlineData("assignee = \"bob\\\"", 12, "the quotation mark is not closed")]
    [InlineData("mmsi = 1000000000", 8, "'1000000000' is no mmsi; it takes a number from 0 to 999999999")]
    [InlineData("mmsi = -1", 8, "'-1' is no mmsi")]
    [InlineData("mmsi = Ada", 8, "'Ada' is no mmsi")]
    [InlineData("severity = ALARM", 12, "'ALARM' is no severity; it takes one of SEVERITY_NOTICE, SEVERITY_WARNING")]
    [InlineData("severity = SEVERITY_UNSPECIFIED", 12, "'SEVERITY_UNSPECIFIED' is no severity")]
    [InlineData("since > yesterday", 9, "'yesterday' is no since; it takes a time")]
    [InlineData("since > 2024-11-17", 9, "'2024-11-17' is no since")]
    [InlineData("since > 2024-11-17T00:00:00", 9, "is no since")]
    [InlineData("since > 2024-13-17T00:00:00Z", 9, "is no since")]
    public void TryParse_WhatIsNoFilter_NamesColumnAndReason(string text, int column, string reason)
    {
        Assert.False(ListFilter.TryParse(text, out _, out var problem));

        Assert.StartsWith(FormattableString.Invariant($"filter, column {column}: "), problem, StringComparison.Ordinal);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void TryParse_UpToTwentyTerms_AreTakenAndNoMore(int terms, bool isTaken) =>
        Assert.Equal(isTaken, ListFilter.TryParse(string.Join(" AND ", Enumerable.Repeat("mmsi = 1", terms)), out _, out _));

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void TryParse_UpToTwoThousandCharacters_AreTakenAndNoMore(int characters, bool isTaken) =>
        Assert.Equal(isTaken, ListFilter.TryParse("mmsi = 1".PadRight(characters), out _, out _));

    [Fact]
    public void TryParse_AnyPartOfAFilter_IsAnAnswerAndNeverAnException()
    {
        const string Whole = "severity >= SEVERITY_ALARM AND assignee = \"a\\\"b\" AND since > 2024-11-17T00:00:00Z";
        for (var start = 0; start < Whole.Length; start++)
        {
            for (var end = start; end <= Whole.Length; end++)
            {
                var isTaken = ListFilter.TryParse(Whole[start..end], out var terms, out var problem);
                Assert.True(isTaken ? terms is not null && problem is null : problem is not null);
            }
        }
    }

    [Fact]
    public void PageToken_OfAQuestion_IsReadForThatQuestionOnly()
    {
        var asked = new ListAlertsRequest { Filter = "mmsi = 1", PageSize = 10 };
        var token = PageToken.Make(asked, long.MaxValue);
        Span<long> place = [0];

        Assert.True(PageToken.TryRead(With(asked, token), place));
        Assert.Equal(long.MaxValue, place[0]);
        Assert.False(PageToken.TryRead(asked, place));
        Assert.Throws<GrpcStatusException>(() => Read(new ListAlertsRequest { Filter = "mmsi = 2", PageSize = 10, PageToken = token }));
        Assert.Throws<GrpcStatusException>(() => Read(new ListAlertsRequest { Filter = "mmsi = 1", PageSize = 11, PageToken = token }));
        Assert.Throws<GrpcStatusException>(() => Read(new ListVesselsRequest { Filter = "mmsi = 1", PageSize = 10, PageToken = token }));
        Assert.Throws<GrpcStatusException>(() => Read(With(asked, token), places: 2));
        Assert.Matches("^[A-Za-z0-9_-]+$", token);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("not a token")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("\u2603AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void PageToken_ThatIsMadeUp_IsRefusedWithItsReason(string token)
    {
        var refusal = Assert.Throws<GrpcStatusException>(() => Read(new ListAlertsRequest { PageToken = token }));

        Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "page_token"), (refusal.Code, refusal.ErrorInfo!.Reason, refusal.BadRequest!.FieldViolations.Single().Field));
    }

    private static ListAlertsRequest With(ListAlertsRequest asked, string token) => new(asked) { PageToken = token };

    private static bool Read(Google.Protobuf.IMessage request, int places = 1) => PageToken.TryRead(request, new long[places]);
}
