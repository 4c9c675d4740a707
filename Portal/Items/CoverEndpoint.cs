using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Portal.Data;
using Portal.Domain.Catalogue;
using Portal.Domain.Catalogue.Covers;

namespace Portal.Items;

/// <summary>GET /covers/{externalId}.svg: the drawn cover of an item, for everyone, so that browsers may keep it.</summary>
internal static class CoverEndpoint
{
    private const string CacheControl = "public, max-age=86400";

    public static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(
        string externalId,
        HttpContext http,
        IDbContextFactory<PortalDbContext> database,
        CancellationToken ct)
    {
        await using var db = await database.CreateDbContextAsync(ct);
        var item = await db.Items.AsNoTracking()
            .Where(item => item.ExternalId == externalId)
            .Select(item => new Item
            {
                Id = item.ExternalId,
                Kind = item.Kind,
                Title = item.Title,
                Creators = item.Creators,
                Genres = item.Genres,
                Tags = item.Tags,
                Year = item.Year,
            })
            .FirstOrDefaultAsync(ct);
        if (item is null)
        {
            return TypedResults.NotFound();
        }

        var cover = Encoding.UTF8.GetBytes(CoverArt.Render(item));
        http.Response.Headers.CacheControl = CacheControl;
        return TypedResults.File(cover, "image/svg+xml", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(cover).AsSpan(0, 12))}\""));
    }
}
