using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Accounts;

internal static class AccountRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
        services.AddLocalization();
        services.AddAntiforgery(options => options.Cookie.Name = "portal-form");
        services.AddScoped<SignInService>();
        services.AddScoped<RegistrationService>();
        services.AddScoped<ISeeder, RoleSeeder>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<AuthenticationStateProvider, RevalidatingAuthenticationState>();
        services.AddCascadingAuthenticationState();
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, SignInRateLimit>(SignInRateLimit.Name));
        return services.AddIdentity().AddKeys();
    }

    public static void UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
    }

    public static void MapAccounts(this WebApplication app)
    {
        var posts = app.MapGroup("/account").WithMetadata(new SkipStatusCodePagesAttribute());
        posts.MapPost("/sign-out", AccountEndpoints.SignOutAsync);
        if (app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.Demo)
        {
            posts.MapPost("/demo-sign-in", AccountEndpoints.DemoSignInAsync);
        }
        else
        {
            posts.MapPost("/demo-sign-in", AccountEndpoints.NoDemo);
        }
    }

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddIdentityCore<PortalUser>(options =>
            {
                options.User.RequireUniqueEmail = true;

                // User names are e-mail addresses, and those may hold more than the default letters.
                options.User.AllowedUserNameCharacters = "";
                options.Password.RequiredLength = AccountOptions.MinPasswordLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PortalClaimsFactory>()
            .AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(5));

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountOptions>>(ConfigureCookie);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Analyst, policy => policy.RequireRole(Roles.Analyst, Roles.Admin))
            .AddPolicy(Policies.Admin, policy => policy.RequireRole(Roles.Admin));
        return services;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, IOptions<AccountOptions> accounts)
    {
        options.Cookie.Name = "portal-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;

        // Secure whenever the request came by HTTPS; a portal on a home network may have none.
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(accounts.Value.SessionDays);
        options.SlidingExpiration = true;
        options.LoginPath = "/account/login";
        options.AccessDeniedPath = "/account/denied";
        options.ReturnUrlParameter = "returnUrl";
    }

    private static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Portal");
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((options, folder, logs) =>
            options.XmlRepository = new FileSystemXmlRepository(CreatePrivate(folder.Keys), logs));
        return services;
    }

    // Who reads the keys can sign in as anyone: only the portal's own user may. That the folder cannot be made is said by
    // the start-up, which comes next and explains it.
    private static DirectoryInfo CreatePrivate(string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DirectoryInfo(path);
        }
    }
}
