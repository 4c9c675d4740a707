namespace Portal.Feed;

internal static class FeedRegistration
{
    public static IServiceCollection AddFeed(this IServiceCollection services) => services
        .AddSingleton<FeedQueries>()
        .AddSingleton<FeedAsks>()
        .AddSingleton<FeedService>()
        .AddSingleton<ServedLog>()
        .AddSingleton<ReasonWriter>()
        .AddSingleton<IWhatIf, Counterfactuals>()
        .AddSingleton<ReactionService>()
        .AddSingleton<FeedFactsReader>()
        .AddScoped<FeedSession>();
}
