using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Accounts;

public sealed class RoleSeederTests
{
    [Fact]
    public async Task Seeding_twice_changes_nothing()
    {
        await using PortalServer server = new();
        var before = await CountsAsync(server);

        await SeedAsync(server);

        Assert.Equal((3, 2, 5), before);
        Assert.Equal(before, await CountsAsync(server));
    }

    [Fact]
    public async Task Settings_name_the_first_administrator()
    {
        await using PortalServer server = new(
            ("Portal:Demo", "false"),
            ("Accounts:AdminEmail", "root@example.org"),
            ("Accounts:AdminPassword", "a long enough one"));
        using var browser = server.Browser();

        using var response = await AccountScene.SignInAsync(browser, "root@example.org", "a long enough one");

        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal((3, 1, 3), await CountsAsync(server));
    }

    [Fact]
    public async Task Administrator_of_the_settings_is_not_made_beside_another()
    {
        await using PortalServer server = new(
            ("Portal:Demo", "false"),
            ("Accounts:AdminEmail", "root@example.org"),
            ("Accounts:AdminPassword", "a long enough one"));
        await server.AskAsync<UserManager<PortalUser>, bool>(async users =>
        {
            var root = await users.FindByNameAsync("root@example.org");
            root!.UserName = root.Email = "renamed@example.org";
            return (await users.UpdateAsync(root)).Succeeded;
        });

        await SeedAsync(server);

        Assert.Equal((3, 1, 3), await CountsAsync(server));
    }

    private static Task<(int Roles, int Users, int Grants)> CountsAsync(PortalServer server) =>
        server.AskAsync<IDbContextFactory<PortalDbContext>, (int, int, int)>(async factory =>
        {
            await using var db = await factory.CreateDbContextAsync();
            return (await db.Roles.CountAsync(), await db.Users.CountAsync(), await db.UserRoles.CountAsync());
        });

    private static Task<bool> SeedAsync(PortalServer server) => server.AskAsync<IServiceProvider, bool>(async services =>
    {
        foreach (var seeder in services.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(CancellationToken.None);
        }

        return true;
    });
}
