using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class ReportIntakeTests
{
    [Fact]
    public void Offer_WithoutRoom_ShedsAndCounts()
    {
        var intake = new ReportIntake(2);

        for (var report = 0; report < 3; report++)
        {
            intake.Offer(new IntakeItem());
        }

        Assert.Equal((2, 1, 2), (intake.Accepted, intake.Shed, intake.Waiting));
    }

    [Fact]
    public async Task HandOverAsync_WithoutRoom_WaitsForItAndShedsNothing()
    {
        var intake = new ReportIntake(1);
        await intake.HandOverForAsync(new IntakeItem(), CancellationToken.None);

        var waiting = intake.HandOverForAsync(new IntakeItem(), CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.True(intake.Reader.TryRead(out _));
        await waiting;

        Assert.Equal((2, 0), (intake.Accepted, intake.Shed));
    }
}
