namespace Portal.Weights;

internal static class EstimateRegistration
{
    public static IServiceCollection AddEstimates(this IServiceCollection services) => services
        .AddSingleton<LoggedServings>()
        .AddSingleton<DraftListTrial>()
        .AddSingleton<Estimates>();
}
