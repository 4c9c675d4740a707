using Portal.Data;
using Portal.Diagnostics;
using Portal.Experiments.Demo;

namespace Portal.Experiments.Counting;

internal static class CountingRegistration
{
    public static IServiceCollection AddExperimentCounting(this IServiceCollection services) => services
        .AddSingleton<ChangedUnits>()
        .AddSingleton<UnitLogReader>()
        .AddSingleton<CountLedger>()
        .AddSingleton<ExperimentCounter>()
        .AddSingleton<StoredUnits>()
        .AddSingleton<ExperimentAnalysis>()
        .AddSingleton<BanditShares>()
        .AddSingleton<ExperimentCounting>()
        .AddSingleton<ISeeder, ExperimentSeeder>()
        .AddAlertRule<ExperimentAlerts>();
}
