using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;

namespace Portal.Tests.Features.Startup;

/// <summary>The portal as WebApplicationFactory starts it: through the entry point, with settings as arguments.</summary>
public sealed class TestHostTests : IAsyncLifetime
{
    private readonly PreparedServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Factory_starts_a_prepared_portal()
    {
        using var client = _server.CreateClient();

        await using var db = await _server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.StartsWith(_server.Folder.FullName, _server.Services.GetRequiredService<DataFolder>().DatabaseFile, StringComparison.Ordinal);
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
    }

    [Fact]
    public async Task Ready_names_the_database_and_the_jobs()
    {
        using var client = _server.CreateClient();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));

        // The scheduler starts just after the portal does.
        HttpResponseMessage response;
        while ((response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token)).StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            response.Dispose();
            await Task.Delay(100, limit.Token);
        }

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
        Assert.Equal(["database", "jobs"], answer.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order(StringComparer.Ordinal));
        Assert.All(answer.GetProperty("checks").EnumerateObject(), check => Assert.Equal("Healthy", check.Value.GetString()));
        response.Dispose();
    }

    [Fact]
    public async Task Factory_with_a_real_port_gets_the_port_it_asked_for()
    {
        _server.UseKestrel(0);
        _server.StartServer();

        Assert.NotEqual(5080, _server.ClientOptions.BaseAddress.Port);
        using HttpClient client = new();
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri(_server.ClientOptions.BaseAddress, "/health/live")));
    }
}
