using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Storage;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Service.Tests.Desk;

/// <summary>What callers are told where the store answers by halves, and where a request id comes again with something else.</summary>
public sealed class DeskCallsTests : IAsyncLifetime
{
    private DeskService? service;

    private DeskService Desk => service!;

    public async Task InitializeAsync()
    {
        service = await DeskService.StartAsync();
        await Desk.PublishAsync(DeskService.Alert("a"));
    }

    public async Task DisposeAsync() => await Desk.DisposeAsync();

    [Fact]
    public async Task Acknowledge_DoneButNotReadAgain_SaysThatItIsDone()
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-desk-");
        try
        {
            var path = Path.Combine(folder.FullName, "other.db");
            SqliteStore.Open(path).Dispose();
            using var unreadable = SqliteStore.OpenForReading(path);
            WithoutEvents(path);
            var calls = new DeskCalls(unreadable.Desk, new OperatorDesk(Desk.Service.Host.Store.Desk, Desk.Service.Host.Feed));

            var told = await Assert.ThrowsAsync<GrpcStatusException>(() => calls.AcknowledgeAsync(new AcknowledgeAlertRequest { AlertId = "a" }, new Actor("ann", "")));

            Assert.Equal((StatusCode.Unavailable, "STORE_UNAVAILABLE"), (told.Code, told.ErrorInfo!.Reason));
            Assert.StartsWith("it is done, as number 2 of the feed; only the alert could not be read", told.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("nothing is acknowledged", told.Message, StringComparison.Ordinal);
            Assert.Equal(OperatorState.Acknowledged, (await Desk.GetAsync("a")).OperatorStatus.State);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Request_AgainUnderItsIdWithOtherContent_IsRefused_AndWithTheSameRepeated()
    {
        await SameAndOther<AcknowledgeAlertRequest, AcknowledgeAlertResponse>(
            "AcknowledgeAlert", new AcknowledgeAlertRequest { Comment = "seen" }, new AcknowledgeAlertRequest { Comment = "not seen" });
        await SameAndOther<CommentOnAlertRequest, CommentOnAlertResponse>(
            "CommentOnAlert", new CommentOnAlertRequest { Comment = "one" }, new CommentOnAlertRequest { Comment = "two" });
        await SameAndOther<AssignAlertRequest, AssignAlertResponse>(
            "AssignAlert", new AssignAlertRequest { Assignee = "bob" }, new AssignAlertRequest { Assignee = "eve" });
        await SameAndOther<ShelveAlertRequest, ShelveAlertResponse>(
            "ShelveAlert", new ShelveAlertRequest { Reason = "dredging", Duration = Duration.FromTimeSpan(TimeSpan.FromHours(1)) }, new ShelveAlertRequest { Reason = "dredging", Duration = Duration.FromTimeSpan(TimeSpan.FromHours(2)) });
        await SameAndOther<CloseAlertRequest, CloseAlertResponse>(
            "CloseAlert", new CloseAlertRequest { Disposition = Disposition.Nuisance }, new CloseAlertRequest { Disposition = Disposition.True });

        Assert.Equal(6, Desk.Service.Host.Feed.HighWater);
    }

    private async Task SameAndOther<TRequest, TResponse>(string method, TRequest request, TRequest other)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse>
    {
        foreach (var one in new[] { request, other })
        {
            one.Descriptor.FindFieldByName("alert_id").Accessor.SetValue(one, "a");
            one.Descriptor.FindFieldByName("request_id").Accessor.SetValue(one, method);
        }

        var first = await Desk.CallAsync<TRequest, TResponse>(method, request);

        Assert.Equal(first, await Desk.CallAsync<TRequest, TResponse>(method, request));
        Assert.Equal((StatusCode.InvalidArgument, $"request_id '{method}' was used for another request"), await Desk.RefusedAsync<TRequest, TResponse>(method, other));
    }

    private static void WithoutEvents(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE alert_event";
        command.ExecuteNonQuery();
    }
}
