using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Api;

/// <summary><c>maritimewatch.v1.TrackService</c> over the queries.</summary>
internal static class TrackApi
{
    public static GrpcServiceDefinition Define(TrackQueries tracks, VesselQueries vessels) => new GrpcServiceDefinition(TrackServiceReflection.Descriptor.Services[0])
        .Unary<GetTrackRequest, GetTrackResponse>("GetTrack", (request, _) => Task.FromResult(tracks.Track(request)))
        .ServerStreaming<QueryTracksRequest, QueryTracksResponse>(
            "QueryTracks", (request, responses, context) => tracks.InAreaAsync(request, message => responses.WriteAsync(message), context.CancellationToken))
        .Unary<ListVesselsRequest, ListVesselsResponse>("ListVessels", (request, _) => Task.FromResult(vessels.List(request)))
        .Unary<GetVesselRequest, GetVesselResponse>("GetVessel", (request, _) => Task.FromResult(vessels.Get(request)));
}
