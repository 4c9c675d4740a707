using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Shared;

namespace Portal.Accounts;

/// <summary>The posts that have no page. They read a form, and so refuse a request without the antiforgery token.</summary>
internal static class AccountEndpoints
{
    public static async Task<LocalRedirect> SignOutAsync([FromForm] string? returnUrl, SignInService signIn)
    {
        await signIn.SignOutAsync();
        return new LocalRedirect(LocalUrl.OrRoot(returnUrl ?? "/account/login"));
    }

    /// <summary>Mapped in demo mode only.</summary>
    public static async Task<Results<LocalRedirect, NotFound>> DemoSignInAsync([FromForm] string user, [FromForm] string? returnUrl, SignInService signIn) =>
        await signIn.AsDemoUserAsync(user) ? new LocalRedirect(LocalUrl.OrRoot(returnUrl)) : TypedResults.NotFound();

    public static NotFound NoDemo() => TypedResults.NotFound();
}

/// <summary>A redirect after a post: the browser follows with a GET.</summary>
internal sealed class LocalRedirect(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
