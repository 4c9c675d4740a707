using Portal.People;

namespace Portal.Preferences;

internal static class PreferenceRegistration
{
    public static IServiceCollection AddPreferences(this IServiceCollection services) => services
        .AddSingleton<StatementStore>()
        .AddSingleton<StatementService>()
        .AddSingleton<IStatementWriter>(provider => provider.GetRequiredService<StatementService>())
        .AddSingleton<ClauseService>()
        .AddSingleton<ListTrials>()
        .AddSingleton<SummaryWriter>()
        .AddSingleton<SummaryTemplates>()
        .AddSingleton<SummaryService>()
        .AddScoped<Deeds>();
}
