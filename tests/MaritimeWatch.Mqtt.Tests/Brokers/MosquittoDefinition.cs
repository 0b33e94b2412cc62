namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>Tests that share one mosquitto.</summary>
[CollectionDefinition("mosquitto")]
public sealed class MosquittoDefinition : ICollectionFixture<SharedMosquitto>;
