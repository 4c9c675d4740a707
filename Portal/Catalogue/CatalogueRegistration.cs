namespace Portal.Catalogue;

internal static class CatalogueRegistration
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<CatalogueGrid>()
        .AddSingleton<CatalogueBulk>()
        .AddSingleton<ItemEditor>()
        .AddSingleton<LabelService>();
}
