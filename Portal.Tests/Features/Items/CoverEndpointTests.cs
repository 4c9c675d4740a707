using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Items;

public sealed class CoverEndpointTests : IAsyncLifetime
{
    private const string Path = "/covers/film-arrival-2016.svg";

    private readonly PortalServer _server = new(("Portal:Demo", "false"));
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = _server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        await ChangeAsync(db => db.Items.AddRangeAsync(
            Item("film-arrival-2016", "Arrival"),
            Item("a.b <c>", "Odd id")));
    }

    [Fact]
    public async Task Cover_of_an_item_is_a_picture_that_anyone_may_see_and_keep()
    {
        using var response = await GetAsync(Path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.Public);
        Assert.Equal(TimeSpan.FromDays(1), response.Headers.CacheControl.MaxAge);
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Contains("Arrival", XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_tag_gets_no_body_until_the_cover_changes()
    {
        using var first = await GetAsync(Path);

        using var same = await GetAsync(Path, first.Headers.ETag);
        await ChangeAsync(async db => (await db.Items.SingleAsync(item => item.ExternalId == "film-arrival-2016")).Title = "Departure");
        using var changed = await GetAsync(Path, first.Headers.ETag);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(first.Headers.ETag, same.Headers.ETag);
        Assert.True(same.Headers.CacheControl!.Public);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Theory]
    [InlineData("/covers/film-unknown-1900.svg", HttpStatusCode.NotFound)]
    [InlineData("/covers/a.b%20%3Cc%3E.svg", HttpStatusCode.OK)]
    public async Task Unknown_item_is_not_found_and_an_odd_id_is(string path, HttpStatusCode expected)
    {
        using var response = await GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private static ItemEntity Item(string id, string title) => new()
    {
        ExternalId = id,
        Kind = "film",
        Title = title,
        Creators = ["Denis Villeneuve"],
        Genres = ["science fiction"],
        Year = 2016,
        Source = "test",
    };

    private Task<HttpResponseMessage> GetAsync(string path, EntityTagHeaderValue? known = null)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return _client.SendAsync(request);
    }

    private Task<int> ChangeAsync(Func<PortalDbContext, Task> change) => _server.AskAsync<IDbContextFactory<PortalDbContext>, int>(async factory =>
    {
        await using var db = await factory.CreateDbContextAsync();
        await change(db);
        return await db.SaveChangesAsync();
    });
}
