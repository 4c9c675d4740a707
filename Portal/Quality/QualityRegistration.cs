namespace Portal.Quality;

internal static class QualityRegistration
{
    public static IServiceCollection AddQuality(this IServiceCollection services) => services
        .AddSingleton<ControlSpeaker>()
        .AddSingleton<ControlEvaluator>();
}
