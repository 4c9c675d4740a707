using Portal.Diagnostics;

namespace Portal.Overview;

internal static class OverviewRegistration
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddSingleton<MetricReader>()
        .AddSingleton<MetricRollUp>()
        .AddSingleton<RuleRollUp>()
        .AddSingleton<OverviewService>()
        .AddAlertRule<RollUpsLate>()
        .AddAlertRule<VectorsMissing>()
        .AddAlertRule<ModelsStale>()
        .AddAlertRule<RulesBroken>();
}
