namespace Portal.Search;

internal static class SearchRegistration
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton<SearchService>();
}
