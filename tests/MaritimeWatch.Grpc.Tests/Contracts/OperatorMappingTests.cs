using System.Globalization;
using MaritimeWatch.Contracts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using V1 = MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Grpc.Tests.Contracts;

public sealed class OperatorMappingTests
{
    private static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17, 1, 2, 3, 4);

    /// <summary>Stored transitions outlive a release: never renumber.</summary>
    [Theory]
    [InlineData(typeof(OperatorState), typeof(V1.OperatorState), "Unspecified=0 Unacknowledged=1 Acknowledged=2 ClearedUnacknowledged=3 Closed=4")]
    [InlineData(typeof(Disposition), typeof(V1.Disposition), "Unspecified=0 True=1 Nuisance=2 False=3 Exercise=4 Unknown=5")]
    [InlineData(
        typeof(OperatorAction),
        typeof(V1.OperatorAction),
        "Unspecified=0 Raised=1 Acknowledged=2 Rearmed=3 Assigned=4 Commented=5 Shelved=6 Unshelved=7 Escalated=8 Cleared=9 Closed=10")]
    public void Enums_OfDomainAndWire_HaveThePinnedNumbers(Type domain, Type wire, string pinned)
    {
        Assert.Equal(pinned, Describe(domain));
        Assert.Equal(pinned, Describe(wire));

        static string Describe(Type type) =>
            string.Join(' ', Enum.GetValues(type).Cast<object>().Select(value => $"{value}={Convert.ToInt32(value, CultureInfo.InvariantCulture)}"));
    }

    [Fact]
    public void ToProto_OfATransition_CarriesEveryField()
    {
        var status = new OperatorStatus
        {
            State = OperatorState.Closed, StateTime = Epoch, AcknowledgedBy = "ann", Assignee = "bob", ShelvedUntil = Epoch + TimeSpan.FromHours(1), ShelveReason = "survey",
            Disposition = Disposition.Nuisance, Severity = Severity.Warning, EscalatedTo = Severity.Alarm, IsTrue = true, TimedFrom = Epoch, Changed = 26,
        };

        var message = OperatorMapping.ToProto(new AlertTransition(26, "a", OperatorAction.Shelved, "eve", Epoch, "because", status));

        var expected = new V1.AlertTransition
        {
            Sequence = 26, AlertId = "a", Action = V1.OperatorAction.Shelved, Actor = "eve", Time = WireTime.ToProto(Epoch), Cause = "because",
            Status = new V1.OperatorStatus
            {
                State = V1.OperatorState.Closed, StateTime = WireTime.ToProto(Epoch), AcknowledgedBy = "ann", Assignee = "bob",
                ShelvedUntil = WireTime.ToProto(Epoch + TimeSpan.FromHours(1)), ShelveReason = "survey", Disposition = V1.Disposition.Nuisance,
                Priority = V1.Severity.Alarm, Etag = "1a",
            },
        };
        Assert.Equal(expected, message);
    }

    [Fact]
    public void ToProto_OfAnAlertInSight_HasNoTimeOfShelving() => Assert.Null(OperatorMapping.ToProto(
        new OperatorStatus { State = OperatorState.Unacknowledged, StateTime = Epoch, Severity = Severity.Notice, IsTrue = true, TimedFrom = Epoch }).ShelvedUntil);
}
