using Microsoft.AspNetCore.Components.Server;
using Microsoft.Net.Http.Headers;
using Portal.Shared;
using Radzen;

namespace Portal.Shell;

internal static class ShellRegistration
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationCore();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(PortalCulture.Configure);
        services.AddProblemDetails();
        services.AddRadzenComponents();
        services.AddSharedParts();
        return services;
    }

    /// <summary>Everything that stands before authentication: headers, errors, language, routing.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseSecurityHeaders();

        // People get a page, programs a problem document, and a missing picture no page at all.
        app.UseWhen(WantsPage, branch =>
        {
            branch.UseExceptionHandler("/error", createScopeForErrors: true);
            branch.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
        app.UseWhen(context => !WantsPage(context), branch => branch.UseExceptionHandler());
        app.UseRequestLocalization();
        app.UseRouting();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapGet("/culture", PortalCulture.Switch);

        // Our own policy names frame-ancestors.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static bool WantsPage(HttpContext context) =>
        context.Request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
