using System.Net.Security;
using System.Net.Sockets;
using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Transport;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>CONNECT and its answer.</summary>
internal static class Handshake
{
    /// <summary>Sends CONNECT and waits for CONNACK.</summary>
    /// <returns>What the broker said, when it accepts.</returns>
    /// <exception cref="MqttException">It refuses, does not answer, or answers what it may not.</exception>
    public static async Task<MqttServer> ShakeAsync(BrokerLink link, PacketIntake intake, MqttOptions options, MqttSession session, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var cleanStart = session.StartsClean(options);
        var clientId = options.ClientId.Length > 0 ? options.ClientId : session.AssignedClientId ?? "";
        try
        {
            var buffer = new PacketBuffer();
            ConnectPacket.Write(buffer, options, clientId, cleanStart);
            await link.Stream.WriteAsync(buffer.Written, either.Token).ConfigureAwait(false);

            FixedHeader header;
            ReadOnlyMemory<byte> body;
            MqttFault fault;
            while (!intake.TryNext(out header, out body, out fault))
            {
                if (fault.IsSet)
                {
                    throw await BreakOffAsync(link, options, fault, either.Token).ConfigureAwait(false);
                }

                if (!await intake.FillAsync(either.Token).ConfigureAwait(false))
                {
                    throw new MqttException(new MqttFailure(MqttFailureKind.ConnectionLost, $"{options.Address} closed the connection instead of answering CONNECT; a broker of another version, or a TLS port, does that"));
                }
            }

            fault = Judge(header, body.Span, options, cleanStart, clientId, out var answer);
            if (fault.IsSet)
            {
                throw await BreakOffAsync(link, options, fault, either.Token).ConfigureAwait(false);
            }

            return answer.Code == MqttReasonCode.Success ? MqttServer.Read(answer, options) : throw new MqttException(Refusal(answer, options));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new MqttException(new MqttFailure(MqttFailureKind.NoAnswer, $"{options.Address} accepted the connection and did not answer CONNECT within {options.AnswerTimeout.TotalSeconds:0.###} s"));
        }
        catch (IOException failure) when (link.Stream is SslStream && TlsOpening.IsVerdict(failure))
        {
            // With TLS 1.3 the broker judges our certificate only after we believe the handshake is done.
            throw new MqttException(new MqttFailure(MqttFailureKind.TlsFailed, $"{options.Address} ended TLS at once, as a broker does that wants a client certificate, or another one: {failure.InnerException!.Message.TrimEnd('.')}"), failure);
        }
        catch (IOException failure)
        {
            // The broker's reset may overtake its reason, so that this may be a verdict too; but a network that breaks is no refusal.
            var hint = link.Stream is SslStream && options.Tls.CertificateFile is null ? "; a broker that wants a client certificate may do that too" : "";
            throw new MqttException(new MqttFailure(MqttFailureKind.ConnectionLost, $"the connection to {options.Address} broke before CONNECT was answered: {failure.Message.TrimEnd('.')}{hint}"), failure);
        }
    }

    private static MqttFault Judge(FixedHeader header, ReadOnlySpan<byte> body, MqttOptions options, bool cleanStart, string clientId, out ConnAckPacket answer)
    {
        answer = default;
        switch (header.Type)
        {
            case PacketType.Auth:
                return MqttFault.Protocol("the broker asks for enhanced authentication, which was not offered and which this client does not do");
            case not PacketType.ConnAck:
                return MqttFault.Protocol($"the broker answered CONNECT with {PacketNames.Of(header.Type)}");
        }

        if (options.Version == MqttVersion.V5 && body is [0, 1])
        {
            // An older server's "unacceptable protocol level", in the form of 3.1.1, which is the only one it knows.
            answer = new ConnAckPacket(false, MqttReasonCode.UnsupportedProtocolVersion, default);
            return default;
        }

        return !ConnAckPacket.TryRead(body, options.Version, out answer, out var fault) ? fault
            : answer.SessionPresent && cleanStart ? MqttFault.Protocol("the broker says it kept a session, where a clean start was asked for")
            : answer.Code == MqttReasonCode.Success && options.Version == MqttVersion.V5 && clientId.Length == 0 && answer.Properties.AssignedClientId is null
                ? MqttFault.Protocol("the broker assigned no client identifier, where none was given")
            : default;
    }

    private static async Task<MqttException> BreakOffAsync(BrokerLink link, MqttOptions options, MqttFault fault, CancellationToken cancellation)
    {
        if (options.Version == MqttVersion.V5)
        {
            var buffer = new PacketBuffer();
            DisconnectPacket.Write(buffer, options.Version, fault.Code);
            try
            {
                await link.Stream.WriteAsync(buffer.Written, cancellation).ConfigureAwait(false);
                await link.FinishSendingAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
            {
                // It has gone; what it did wrong is still the reason.
            }
        }

        return new MqttException(Failures.Of(fault, options));
    }

    private static MqttFailure Refusal(in ConnAckPacket answer, MqttOptions options)
    {
        var kind = answer.Code switch
        {
            MqttReasonCode.BadUserNameOrPassword => MqttFailureKind.BadCredentials,
            MqttReasonCode.NotAuthorised or MqttReasonCode.Banned => MqttFailureKind.NotAuthorised,
            _ => MqttFailureKind.Refused,
        };
        var words = Failures.WithReason($"{options.Address} refuses the connection: {ReasonCodes.Words(answer.Code)}", answer.Properties.ReasonString);
        return new MqttFailure(kind, words, answer.Code, answer.Properties.ServerReference);
    }
}
