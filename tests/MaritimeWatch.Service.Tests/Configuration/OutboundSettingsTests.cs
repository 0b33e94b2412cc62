using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Tests.Configuration;

public sealed class OutboundSettingsTests
{
    /// <summary>What stands in a configuration is shown, and written into the audit log: a password has no place there.</summary>
    [Theory]
    [InlineData("mqtts://watch:secret@broker.example", null, "Outbound:Mqtt:Server holds a password; put it into a file and name that in Outbound:Mqtt:PasswordFile")]
    [InlineData("mqtts://broker.example", "secret", "Outbound:Mqtt:PasswordFile needs a user: mqtt://user@host")]
    [InlineData("mqtts://watch@broker.example", "secret", null)]
    public void Validate_AServer_TellsWhereThePasswordBelongs(string server, string? file, string? problem) =>
        Assert.Equal(problem, new MqttOutSettings { Server = server, PasswordFile = file }.Validate().SingleOrDefault());

    /// <summary>What the client would refuse is said when the configuration is read, and not at the first connection.</summary>
    [Fact]
    public void Validate_WhatTheClientRefuses_SaysSo() =>
        Assert.StartsWith(
            "Outbound:Mqtt cannot be used: the client identifier cannot be sent: ",
            Assert.Single(new MqttOutSettings { Server = "mqtt://broker.example", ClientId = "a\0b" }.Validate()), StringComparison.Ordinal);
}
