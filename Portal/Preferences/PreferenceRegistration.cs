using Portal.People;

namespace Portal.Preferences;

internal static class PreferenceRegistration
{
    public static IServiceCollection AddPreferences(this IServiceCollection services) => services
        .AddSingleton<StatementService>()
        .AddSingleton<IStatementWriter>(provider => provider.GetRequiredService<StatementService>());
}
