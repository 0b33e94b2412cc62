using Google.Protobuf;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Api;

/// <summary><c>maritimewatch.v1.TrackService</c> over the queries.</summary>
internal static class TrackApi
{
    public static GrpcServiceDefinition Define(TrackQueries tracks, VesselQueries vessels, AnalystQueries analyst, TrackExports exports)
    {
        return new GrpcServiceDefinition(TrackServiceReflection.Descriptor.Services[0])
            .Unary<GetTrackRequest, GetTrackResponse>("GetTrack", (request, context) => Read(request, context, tracks.TrackAsync(request, context.CancellationToken)))
            .ServerStreaming<QueryTracksRequest, QueryTracksResponse>("QueryTracks", async (request, responses, context) =>
            {
                exports.NoteRead(context, Subject(request));
                await tracks.InAreaAsync(request, message => responses.WriteAsync(message.Piece is null ? exports.Labelled(message) : message), context.CancellationToken);
            })
            .Unary<ListVesselsRequest, ListVesselsResponse>("ListVessels", (request, context) => Task.FromResult(exports.Labelled(vessels.List(request, context.CancellationToken))))
            .Unary<GetVesselRequest, GetVesselResponse>("GetVessel", (request, context) => Task.FromResult(vessels.Get(request, context.CancellationToken)))
            .Unary<ReadTrackRequest, ReadTrackResponse>("ReadTrack", (request, context) => Read(request, context, analyst.ReadTrackAsync(request, context.CancellationToken, Whose(context))))
            .Unary<ListVisitsRequest, ListVisitsResponse>("ListVisits", (request, context) => Read(request, context, analyst.ListVisitsAsync(request, context.CancellationToken, Whose(context))))
            .Unary<ListCrossingsRequest, ListCrossingsResponse>("ListCrossings", (request, context) => Read(request, context, analyst.ListCrossingsAsync(request, context.CancellationToken, Whose(context))))
            .Unary<ListPositionsRequest, ListPositionsResponse>("ListPositions", (request, context) => Read(request, context, analyst.ListPositionsAsync(request, context.CancellationToken, Whose(context))))
            .Unary<ListEncountersRequest, ListEncountersResponse>("ListEncounters", (request, context) => Read(request, context, analyst.ListEncountersAsync(request, context.CancellationToken, Whose(context))))
            .Unary<GetTrafficStatisticsRequest, GetTrafficStatisticsResponse>(
                "GetTrafficStatistics", (request, context) => Read(request, context, analyst.GetTrafficStatisticsAsync(request, context.CancellationToken, Whose(context))));

        async Task<T> Read<T>(IMessage request, GrpcCallContext context, Task<T> answering)
            where T : IMessage
        {
            var answer = exports.Labelled(await answering);
            exports.NoteRead(context, Subject(request));
            return answer;
        }
    }

    private static string Subject(IMessage request) => $"{request.Descriptor.Name} {request}";

    private static string Whose(GrpcCallContext context) => Caller.Of(context).QuotaKey;
}
