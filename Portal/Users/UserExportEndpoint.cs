using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;

namespace Portal.Users;

/// <summary>A person's data as a download, for administrators.</summary>
internal static class UserExportEndpoint
{
    public static async Task<Results<PushStreamHttpResult, NotFound>> GetAsync(HttpContext context, string id, UserExport export, CancellationToken cancellationToken)
    {
        if (await export.BeginAsync(Actor.Admin(context.User), id, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        // The name of the file tells nothing about the person.
        return TypedResults.Stream(stream => export.WriteAsync(id, stream, cancellationToken), "application/json", $"person-{id}.json");
    }
}
