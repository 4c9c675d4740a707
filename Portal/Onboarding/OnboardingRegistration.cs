using Portal.People;

namespace Portal.Onboarding;

internal static class OnboardingRegistration
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services) => services
        .AddSingleton<OnboardingService>()
        .AddSingleton<IFirstVisit>(provider => provider.GetRequiredService<OnboardingService>());
}
