using Portal.Engine;

namespace Portal.Weights;

internal static class WeightRegistration
{
    public static IServiceCollection AddWeights(this IServiceCollection services) => services
        .AddSingleton<WeightProfiles>()
        .AddSingleton<WeightReleases>()
        .AddSingleton<IWeightPublisher, WeightPublisher>()
        .AddSingleton<IWeightNames, WeightNamesElsewhere>()
        .AddSingleton<PanelPeople>()
        .AddSingleton<PanelPreviews>()
        .AddScoped<WeightDeeds>();
}
