using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Shared;
using Portal.Tests.Support;
using Portal.Users;

namespace Portal.Tests.Features.Users;

public sealed class UserPageTests : PageScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddUsers();
        var authorization = AddAuthorization();
        authorization.SetAuthorized("Ann");
        authorization.SetRoles(Roles.Admin);
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, Me));
        await using var db = Database.CreateDbContext();
        db.Roles.AddRange(Roles.All.Select(role => new IdentityRole(role) { Id = role, NormalizedName = role.ToUpperInvariant() }));
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = Me, RoleId = Roles.Admin });
        db.Users.Add(new PortalUser { Id = "bo", UserName = "bo@example.org", DisplayName = "Bo Berg" });
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task A_person_is_deleted_only_under_their_typed_name()
    {
        var page = Render<UserPage>(parameters => parameters.Add(one => one.Id, "bo"));
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".user__danger input")));

        Act(() => page.Find(".user__danger input").Input("Bo"));
        Assert.True(page.Find(".user__danger .button--danger").HasAttribute("disabled"));
        Act(() => page.Find(".user__danger input").Input("Bo Berg"));
        Act(() => page.Find(".user__danger .button--danger").Click());

        var toasts = Services.GetRequiredService<ToastService>();
        page.WaitForAssertion(() => Assert.Equal("Bo Berg is deleted, with 0 rows.", Assert.Single(toasts.Visible).Message));
        await using var db = Database.CreateDbContext();
        Assert.Equal([Me], await db.Users.Select(user => user.Id).ToListAsync());
    }

    [Fact]
    public void The_last_administrator_is_told_why_the_role_stays()
    {
        var page = Render<UserPage>(parameters => parameters.Add(one => one.Id, Me));
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#role-Admin-do")));

        Act(() => page.Find("#role-Admin-do").ParentElement!.Click());

        var toasts = Services.GetRequiredService<ToastService>();
        page.WaitForAssertion(() => Assert.StartsWith("Nobody could administer the portal any more.", Assert.Single(toasts.Visible).Message, StringComparison.Ordinal));
    }
}
