namespace Portal.Interests;

internal static class InterestRegistration
{
    public static IServiceCollection AddInterests(this IServiceCollection services) => services
        .AddSingleton<InterestReader>()
        .AddSingleton<InterestService>()
        .AddSingleton<InterestCharts>()
        .AddSingleton<InterestEditor>();
}
