using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Portal.Shared;

namespace Portal.Shell;

/// <summary>The languages the portal speaks, and the choice between them: a cookie, else what the browser asks for.</summary>
public static class PortalCulture
{
    /// <summary>The first is the one for readers of none of them.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [new("en"), new("zh-Hans")];

    /// <summary>Name of a language in that language: whoever looks for it may not read the current one.</summary>
    public static string OwnName(CultureInfo culture) => culture.Name == "zh-Hans" ? "简体中文" : "English";

    /// <summary>The address that switches to a language and comes back to <paramref name="returnUrl"/>.</summary>
    public static string SwitchUrl(CultureInfo culture, string returnUrl) =>
        $"/culture?c={Uri.EscapeDataString(culture.Name)}&returnUrl={Uri.EscapeDataString(returnUrl)}";

    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(All[0]);
        options.SupportedCultures = [.. All];
        options.SupportedUICultures = [.. All];
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { Options = options },
            new AcceptLanguageHeaderRequestCultureProvider { Options = options },
        ];
    }

    /// <summary>GET /culture: keeps the choice for a year. Unknown languages and foreign addresses are ignored.</summary>
    public static RedirectHttpResult Switch(HttpContext context, TimeProvider time, string? c = null, string? returnUrl = null)
    {
        if (All.FirstOrDefault(culture => culture.Name == c) is { } chosen)
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                new CookieOptions { Expires = time.GetUtcNow().AddYears(1), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        }

        return TypedResults.LocalRedirect(LocalUrl.OrRoot(returnUrl));
    }
}
