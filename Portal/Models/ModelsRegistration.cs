namespace Portal.Models;

internal static class ModelsRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services) => services
        .AddSingleton<ModelOverview>()
        .AddSingleton<EncoderPacks>()
        .AddSingleton<ComparisonProgress>()
        .AddSingleton<EncoderComparison>();
}
