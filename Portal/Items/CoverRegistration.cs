namespace Portal.Items;

internal static class CoverRegistration
{
    public static void MapCovers(this WebApplication app) => app.MapGet("/covers/{externalId}.svg", CoverEndpoint.GetAsync);
}
