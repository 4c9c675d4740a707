namespace Portal.People;

internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<ProfileLoader>()
        .AddSingleton<FeedbackService>()
        .AddSingleton<RuleAudit>()
        .AddHostedService(provider => provider.GetRequiredService<RuleAudit>())
        .AddSingleton<RuleExemptionService>()
        .AddSingleton<LeftOutService>()
        .AddSingleton<ReviewService>()
        .AddSingleton<DescriptionService>()
        .AddSingleton<PersonSettingsService>()
        .AddScoped<BrowserTime>();
}
