namespace MaritimeWatch.Mqtt;

/// <summary>Takes the messages, one after the other, in the order in which they came.</summary>
/// <param name="message">The message; its payload is valid until the task is done.</param>
/// <param name="cancellation">Cancelled when the connection ends.</param>
/// <returns>Nothing more is read until it is done: this is how a slow consumer slows the broker down. An exception ends the connection.</returns>
/// <remarks>Never wait in it for a message of QoS 1 or 2 published over the same connection: its acknowledgement could not be read.</remarks>
public delegate ValueTask MqttMessageHandler(MqttMessage message, CancellationToken cancellation);
