using Portal.Engine;
using Portal.Experiments.Planning;

namespace Portal.Experiments;

internal static class ExperimentRegistration
{
    public static IServiceCollection AddExperiments(this IServiceCollection services) => services
        .AddSingleton<ExperimentStore>()
        .AddSingleton<ExperimentRows>()
        .AddSingleton<ExperimentResults>()
        .AddSingleton<IExperimentResults>(provider => provider.GetRequiredService<ExperimentResults>())
        .AddSingleton<ExperimentDrafts>()
        .AddSingleton<ExperimentRuns>()
        .AddSingleton<ExperimentDecisions>()
        .AddSingleton<UnitHistories>()
        .AddSingleton<Audiences>()
        .AddSingleton<HoldoutStore>()
        .AddSingleton<LaunchChecks>()
        .AddSingleton<SettingNames>()
        .AddSingleton<IDraftTarget, ExperimentTarget>()
        .AddSingleton<IWeightUse, ExperimentWeightUse>()
        .AddScoped<ExperimentDeeds>();
}
