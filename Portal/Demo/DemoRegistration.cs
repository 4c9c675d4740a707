using Portal.Data;
using Portal.Demo.Browsing;

namespace Portal.Demo;

internal static class DemoRegistration
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<ISeeder, DemoSeeder>()
        .AddSingleton<BrowsingSimulator>();
}
