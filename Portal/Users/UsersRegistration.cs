using Portal.Accounts;

namespace Portal.Users;

internal static class UsersRegistration
{
    public static IServiceCollection AddUsers(this IServiceCollection services) => services
        .AddSingleton<UserDirectory>()
        .AddSingleton<UserAccess>()
        .AddSingleton<UserExport>()
        .AddSingleton<UserErasure>();

    public static void MapUsers(this WebApplication app) =>
        app.MapGet("/admin/users/{id}/export", UserExportEndpoint.GetAsync).RequireAuthorization(Policies.Admin);
}
