using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Details;

namespace MaritimeWatch.Grpc.Tests.Details;

/// <summary>"Errors" of Google's APIs (AIP-193): a google.rpc.Status beside the status, its details as Any.</summary>
public sealed class StatusDetailsTests
{
    private const string Header = "grpc-status-details-bin";

    private static readonly ErrorInfo Expired = new() { Reason = "RESUME_TOKEN_EXPIRED", Domain = "maritimewatch", Metadata = { { "oldestSequence", "3" } } };

    [Fact]
    public void WithDetails_RepeatsTheStatusAndKeepsEachDetail()
    {
        var retry = new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)) };
        var status = GrpcStatusException.WithDetails(StatusCode.OutOfRange, "too old", Expired, retry);

        var wire = Status.Parser.ParseFrom(status.Trailers.GetBytes(Header)!.Value.Span);
        Assert.Equal((11, "too old", 2), (wire.Code, wire.Message, wire.Details.Count));
        Assert.Equal("type.googleapis.com/google.rpc.ErrorInfo", wire.Details[0].TypeUrl);
        Assert.Equal(Expired, status.ErrorInfo);
        Assert.Equal(retry, status.RetryInfo);
        Assert.Null(status.BadRequest);
    }

    [Fact]
    public void Detail_OfAStatusWithout_IsNull() => Assert.Null(new GrpcStatusException(StatusCode.NotFound, "no").ErrorInfo);

    [Fact]
    public void Detail_OfBytesThatAreNone_IsNull() =>
        Assert.Null(new GrpcStatusException(StatusCode.NotFound, "no", new GrpcMetadata { { Header, new byte[] { 0xff } } }).ErrorInfo);

    [Fact]
    public void Detail_OfATypeThatIsBroken_IsTheNextOfIt()
    {
        var broken = new Any { TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo", Value = ByteString.CopyFrom(0xff) };
        var wire = new Status { Details = { Any.Pack(new StringValue { Value = "of another kind" }), broken, Any.Pack(Expired) } };

        Assert.Equal(Expired, new GrpcStatusException(StatusCode.NotFound, "no", new GrpcMetadata { { Header, wire.ToByteArray() } }).ErrorInfo);
    }

    [Theory]
    [InlineData(StatusDetails.MaxBytes, true)]
    [InlineData(StatusDetails.MaxBytes + 1, false)]
    public void WithDetails_LongerThanClientsTake_AreLeftOutFromTheFirstThatDoesNotFit(int bytes, bool isKept)
    {
        var filler = new ErrorInfo { Reason = new string('x', 3900) };
        var total = new Status { Code = 3, Message = "no", Details = { Any.Pack(filler) } }.CalculateSize();
        filler.Reason += new string('x', bytes - total);

        var status = GrpcStatusException.WithDetails(StatusCode.InvalidArgument, "no", filler, new RetryInfo());

        Assert.Equal(isKept, status.ErrorInfo is not null);
        Assert.Null(status.RetryInfo);
        Assert.InRange(status.Trailers.GetBytes(Header)!.Value.Length, 1, StatusDetails.MaxBytes);
    }
}
