namespace Portal.People;

internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<ProfileLoader>()
        .AddSingleton<FeedbackService>()
        .AddSingleton<PersonSettingsService>()
        .AddScoped<BrowserTime>();
}
