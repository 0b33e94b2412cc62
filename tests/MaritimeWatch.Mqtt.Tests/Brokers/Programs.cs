namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>Programs that tests/clients/install.sh installs.</summary>
internal static class Programs
{
    public static string Mosquitto { get; } = Find("mosquitto", "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto");

    public static string Find(string name, params string[] places) =>
        places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"{name} is not installed; tests/clients/install.sh installs it.");
}
