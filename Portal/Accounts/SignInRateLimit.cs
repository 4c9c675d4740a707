using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Portal.Accounts;

/// <summary>Slows down guessing: so many sign-ins and registrations from one address in a minute, looking costs nothing.</summary>
internal sealed class SignInRateLimit(IOptions<AccountOptions> options) : IRateLimiterPolicy<string>
{
    public const string Name = "sign-in";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = WritePageAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        HttpMethods.IsPost(httpContext.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                httpContext.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.AttemptsPerMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("reading");

    private static async ValueTask WritePageAsync(OnRejectedContext context, CancellationToken ct)
    {
        var text = context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<AccountText>>();
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        response.Headers.RetryAfter = "60";
        await response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(text["TooManyTitle"])}</title>
            <body style="font: 16px/1.6 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 24px">
            <h1 style="font-size: 22px">{Encode(text["TooManyTitle"])}</h1>
            <p>{Encode(text["TooManyText"])}</p>
            <p><a href="/account/login">{Encode(text["BackToSignIn"])}</a></p>
            """,
            ct);
    }

    private static string Encode(string value) => HtmlEncoder.Default.Encode(value);
}
