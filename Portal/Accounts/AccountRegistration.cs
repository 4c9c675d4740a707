namespace Portal.Accounts;

internal static class AccountRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services;

    public static void UseAccounts(this WebApplication app) => _ = app;

    public static void MapAccounts(this WebApplication app) => _ = app;
}
