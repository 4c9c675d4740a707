using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Data;

namespace Portal.Tests.Support;

/// <summary>The whole portal on a SQLite database of its own: in memory through CreateClient, or on a real port after StartOnPort.</summary>
/// <param name="settings">Configuration on top, e.g. <c>("Portal:Demo", "false")</c>.</param>
public sealed class PortalServer(params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
{
    /// <summary>A setting: as installed, where a bad request is answered and not thrown.</summary>
    public static readonly (string Key, string Value) InProduction = ("environment", Environments.Production);

    private readonly TestFolder _folder = new();

    /// <summary>Whether the demo's catalogue and people are seeded too: slow, and a test mostly wants its own rows.</summary>
    public bool WithDemoData { get; init; }

    /// <summary>Changes to the services, after the portal's own registrations.</summary>
    public Action<IServiceCollection>? ChangeServices { get; init; }

    /// <summary>Path of a file or folder in the portal's data folder.</summary>
    public string DataFile(string name) => _folder.File(name);

    public Uri StartOnPort()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <summary>A browser without scripts: keeps cookies, follows no redirect.</summary>
    public BrowserClient Browser(string scheme = "http") => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = true,
        BaseAddress = new Uri($"{scheme}://localhost"),
    }));

    /// <summary>Whom a response signs in, by its cookie; null when it signs nobody in.</summary>
    public SignedInUser? SignedInBy(HttpResponseMessage response)
    {
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var start = options.Cookie.Name + "=";
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [];
        return cookies.FirstOrDefault(cookie => cookie.StartsWith(start, StringComparison.Ordinal)) is { } found
            && options.TicketDataFormat.Unprotect(found[start.Length..].Split(';')[0]) is { } ticket
            ? SignedInUser.From(ticket.Principal)
            : null;
    }

    /// <summary>Runs something with the services of a scope of its own.</summary>
    public async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Portal:DataFolder", _folder.FullName);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        if (ChangeServices is { } change)
        {
            builder.ConfigureTestServices(change);
        }

        if (WithDemoData)
        {
            DemoTemplate.CopyTo(_folder);
        }
        else
        {
            builder.ConfigureTestServices(RemoveSeedersBut<RoleSeeder>);
        }
    }

    private static void RemoveSeedersBut<TSeeder>(IServiceCollection services)
        where TSeeder : ISeeder
    {
        var others = services
            .Where(service => service.ServiceType == typeof(ISeeder) && service.ImplementationType is { } type && type != typeof(TSeeder))
            .ToList();
        others.ForEach(seeder => services.Remove(seeder));
    }
}
