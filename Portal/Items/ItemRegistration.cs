namespace Portal.Items;

internal static class ItemRegistration
{
    public static IServiceCollection AddItems(this IServiceCollection services) => services;

    public static void MapItems(this WebApplication app) => app.MapGet("/covers/{externalId}.svg", CoverEndpoint.GetAsync);
}
