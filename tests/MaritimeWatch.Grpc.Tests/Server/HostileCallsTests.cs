using System.Globalization;
using System.Text;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop.V1;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Grpc.Tests.Server;

/// <summary>quality.md BAD-6 over the wire: hostile headers and bodies get the status that fits, cost no more than 4 MiB each, and the server goes on.</summary>
[Collection(AloneCollection.Name)]
public sealed class HostileCallsTests
{
    private const int UsualCalls = 5_000;
    private const int UsualConnections = 200;
    private const int Kinds = 18;
    private const string Path = "/grpc.testing.TestService/UnaryCall";

    /// <summary>What is left over when everything is collected: the web server's pools, some 15 MiB after 5,000 calls as after 20,000.</summary>
    private const long LeftBytes = 32 * 1024 * 1024;

    private static readonly string[] OtherTypes = ["application/json", "text/plain", "application/grpc-web", "application/grpc-web+proto", "application/grpc+json", "", "application/grp", "\xff\xfe"];
    private static readonly string[] BadTimeouts = ["", "S", "1", "1s", "-1S", "123456789S", "1 S", "NaNm", "0x1S", "S1"];

    [Fact]
    public async Task Calls_ThatAreHostile_GetTheStatusThatFits()
    {
        await using var host = await TestHost.StartAsync(null, Service());
        var connection = await RawConnection.OpenAsync(host.Address);
        var stream = 1;
        var seen = new HashSet<string>();

        // Once before, so that nothing is measured that is made once in a process, such as the pieces that messages are unpacked into.
        await connection.SendRequestAsync(stream, [.. RawHeaders.OfCall(Path), ("grpc-encoding", "gzip"u8.ToArray())], HostileFrames.LyingBomb);
        Assert.Equal("status 8", await GrpcServerConnectionTests.AnswerAsync(connection, stream));
        var atFirst = GC.GetTotalMemory(forceFullCollection: true);
        var calls = FuzzBudget.Cases(UsualCalls);
        for (var number = 0; number < calls; number++)
        {
            var random = FuzzBudget.Random("grpc-calls", number);
            var kind = random.Next(Kinds);
            var (headers, body, expected) = Call(kind, random);
            stream += 2;

            var before = GC.GetTotalAllocatedBytes();
            await connection.SendRequestAsync(stream, headers, body);
            var answer = await GrpcServerConnectionTests.AnswerAsync(connection, stream);
            var allocated = GC.GetTotalAllocatedBytes() - before;

            // Where the server may end the connection, its farewell may be lost behind what was still being sent.
            Assert.True(expected.Contains(answer) || (answer == "closed" && expected.Any(EndsTheConnection)), $"call {number} of seed {FuzzBudget.Seed}, kind {kind}: {answer}, not {string.Join(" or ", expected)}");
            Assert.True(allocated <= HostileFrames.Limit, $"call {number} of seed {FuzzBudget.Seed}, kind {kind}: {allocated} bytes allocated");
            seen.Add(answer);
            if (EndsTheConnection(answer))
            {
                await connection.DisposeAsync();
                connection = await RawConnection.OpenAsync(host.Address);
                stream = 1;
            }
        }

        Assert.Superset(new HashSet<string> { "status 0", "status 8", "status 12", "status 13", "HTTP 405", "HTTP 415" }, seen);
        await connection.SendRequestAsync(stream + 2, RawHeaders.OfCall(Path), new byte[5]);
        Assert.Equal("status 0", await GrpcServerConnectionTests.AnswerAsync(connection, stream + 2));
        await connection.DisposeAsync();
        Assert.Empty(host.Log.Entries);
        await host.Server.StopAsync();
        Assert.Equal(0, host.Server.ActiveCalls);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - atFirst, long.MinValue, LeftBytes);
    }

    /// <summary>Below the level of requests: frames that make no sense, and bytes that are no frames.</summary>
    [Fact]
    public async Task Connections_ThatAreHostile_LeaveTheServerServing()
    {
        await using var host = await TestHost.StartAsync(null, Service());
        for (var number = 0; number < FuzzBudget.Cases(UsualConnections); number++)
        {
            var random = FuzzBudget.Random("grpc-connections", number);
            await using var connection = await RawConnection.OpenAsync(host.Address);
            try
            {
                for (var count = random.Next(1, 30); count > 0; count--)
                {
                    var payload = new byte[random.Next(4) == 0 ? random.Next(2000) : random.Next(20)];
                    random.NextBytes(payload);
                    await connection.SendAsync(random.Next(10) == 0 ? payload : new RawFrame((byte)random.Next(12), (byte)random.Next(256), random.Next(-1, 9), payload).Bytes());
                }
            }
            catch (IOException)
            {
                // The server has closed it already, which is what it should do.
            }
        }

        using var client = host.Connect();
        Assert.NotNull(await client.CallAsync(new GrpcMethod<SimpleRequest, SimpleResponse>(InteropReflection.Descriptor.Services[0], "UnaryCall"), new SimpleRequest()));
        await host.Server.StopAsync();
        Assert.Equal(0, host.Server.ActiveCalls);
        Assert.Empty(host.Log.Entries);
    }

    private static bool EndsTheConnection(string answer) => answer == "closed" || answer.StartsWith("connection", StringComparison.Ordinal);

    private static GrpcServiceDefinition Service() => new GrpcServiceDefinition(InteropReflection.Descriptor.Services[0])
        .Unary<SimpleRequest, SimpleResponse>("UnaryCall", (_, _) => Task.FromResult(new SimpleResponse()));

    /// <summary>A call and the answers that fit it.</summary>
    private static (List<(string Name, byte[] Value)> Headers, byte[] Body, string[] Expected) Call(int kind, Random random)
    {
        var headers = RawHeaders.OfCall(Path);
        var good = HostileFrames.Framed(HostileFrames.Message(random), isCompressed: false);
        switch (kind)
        {
            case 0:
                return (headers, [0, 0xff, 0xff, 0xff, 0xff, .. good], ["status 8"]);
            case 1:
                return (headers, good[..random.Next(1, good.Length)], ["status 13"]);
            case 2:
                headers[4] = ("content-type", Encoding.Latin1.GetBytes(OtherTypes[random.Next(OtherTypes.Length)]));
                return (headers, good, ["HTTP 415", "HTTP 400", "connection 1", "reset 1"]);
            case 3:
                headers.Add(("grpc-encoding", Text("snappy", "br", "gzip, gzip", "zstd")));
                return (headers, HostileFrames.Frame(1, [1, 2, 3]), ["status 12"]);
            case 4:
                return (headers, HostileFrames.Framed(new SimpleRequest(), isCompressed: true), ["status 13"]);
            case 5:
                headers.Add(("grpc-encoding", "gzip"u8.ToArray()));
                return (headers, random.Next(2) == 0 ? HostileFrames.Bomb : HostileFrames.LyingBomb, ["status 8"]);
            case 6:
                headers.Add(("grpc-encoding", "gzip"u8.ToArray()));
                var packed = HostileFrames.Framed(HostileFrames.Message(random), isCompressed: true);
                return (headers, HostileFrames.Frame(1, packed[5..random.Next(5, packed.Length)]), ["status 13", "status 8"]); // 8 where what comes last reads as a length.
            case 7:
                return (headers, HostileFrames.Frame((byte)random.Next(2, 256), [1, 2]), ["status 13"]);
            case 8:
                // The runtime of the messages puts U+FFFD in the place of what is not UTF-8.
                return (headers, HostileFrames.BadText(random), ["status 0"]);
            case 9:
                return (headers, HostileFrames.UnknownFields(random), ["status 0"]);
            case 10:
                headers.Add(("grpc-timeout", Text(BadTimeouts)));
                return (headers, good, ["status 13"]);
            case 11:
                headers.Add(("x-data-bin", Text("!", "AAA*", "ÆØÅ", "====A", "A")));
                return (headers, good, ["status 13", "connection 1"]);
            case 12:
                headers[2] = (":path", Encoding.ASCII.GetBytes("/" + Convert.ToHexString(Bytes(random.Next(1, 1500))) + "/x"));
                return (headers, good, ["status 12"]);
            case 13:
                headers[0] = (":method", Text("GET", "PUT", "DELETE", "OPTIONS"));
                return (headers, good, ["HTTP 405"]);
            case 14:
                headers.Add(("x-long", Encoding.ASCII.GetBytes(new string('a', random.Next(33_000, 60_000)))));
                return (headers, good, ["HTTP 431", "connection 9", "connection 11"]);
            case 15:
                headers.Add((Encoding.Latin1.GetString(Bytes(random.Next(1, 8))), Bytes(random.Next(20))));
                return (headers, good, ["status 0", "status 13", "HTTP 400", "connection 1", "connection 9", "reset 1"]);
            case 16:
                return (headers, [.. good, .. good], ["status 12"]);
            default:
                return (headers, HostileFrames.Changed(random), ["status 0", "status 8", "status 12", "status 13"]);
        }

        byte[] Text(params string[] texts) => Encoding.UTF8.GetBytes(texts[random.Next(texts.Length)].ToString(CultureInfo.InvariantCulture));

        byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            random.NextBytes(bytes);
            return bytes;
        }
    }
}
