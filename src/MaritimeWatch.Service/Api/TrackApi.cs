using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Api;

/// <summary><c>maritimewatch.v1.TrackService</c> over the queries.</summary>
internal static class TrackApi
{
    public static GrpcServiceDefinition Define(TrackQueries tracks, VesselQueries vessels, AnalystQueries analyst) => new GrpcServiceDefinition(TrackServiceReflection.Descriptor.Services[0])
        .Unary<GetTrackRequest, GetTrackResponse>("GetTrack", (request, context) => Task.FromResult(tracks.Track(request, context.CancellationToken)))
        .ServerStreaming<QueryTracksRequest, QueryTracksResponse>(
            "QueryTracks", (request, responses, context) => tracks.InAreaAsync(request, message => responses.WriteAsync(message), context.CancellationToken))
        .Unary<ListVesselsRequest, ListVesselsResponse>("ListVessels", (request, context) => Task.FromResult(vessels.List(request, context.CancellationToken)))
        .Unary<GetVesselRequest, GetVesselResponse>("GetVessel", (request, context) => Task.FromResult(vessels.Get(request, context.CancellationToken)))
        .Unary<ReadTrackRequest, ReadTrackResponse>("ReadTrack", (request, context) => analyst.ReadTrackAsync(request, context.CancellationToken))
        .Unary<ListVisitsRequest, ListVisitsResponse>("ListVisits", (request, context) => analyst.ListVisitsAsync(request, context.CancellationToken))
        .Unary<ListCrossingsRequest, ListCrossingsResponse>("ListCrossings", (request, context) => analyst.ListCrossingsAsync(request, context.CancellationToken))
        .Unary<ListPositionsRequest, ListPositionsResponse>("ListPositions", (request, context) => analyst.ListPositionsAsync(request, context.CancellationToken))
        .Unary<ListEncountersRequest, ListEncountersResponse>("ListEncounters", (request, context) => analyst.ListEncountersAsync(request, context.CancellationToken))
        .Unary<GetTrafficStatisticsRequest, GetTrafficStatisticsResponse>("GetTrafficStatistics", (request, context) => analyst.GetTrafficStatisticsAsync(request, context.CancellationToken));
}
