using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shell;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shell;

public sealed class NavigationTests : PortalBunitContext
{
    private readonly BunitAuthorizationContext _authorization;

    public NavigationTests() => _authorization = AddAuthorization();

    [Fact]
    public void A_user_finds_no_administration()
    {
        _authorization.SetAuthorized("mara").SetRoles("User");

        var menu = Render<NavMenu>();

        Assert.Equal(["/", "/search", "/saved", "/history", "/preferences", "/about-feed"], Links(menu));
    }

    [Fact]
    public void An_administrator_finds_it_after_the_rest()
    {
        _authorization.SetAuthorized("root").SetRoles("User", "Admin");

        Assert.Equal(
            ["/admin/quality", "/admin/evaluation", "/admin/experiments", "/admin", "/admin/weights", "/admin/catalogue", "/admin/import", "/admin/jobs", "/admin/models", "/admin/users"],
            Links(Render<NavMenu>())[6..]);
    }

    [Fact]
    public void An_analyst_finds_what_there_is_to_read_and_nothing_to_change()
    {
        _authorization.SetAuthorized("ana").SetRoles("User", "Analyst");

        Assert.Equal(["/admin/quality", "/admin/evaluation", "/admin/experiments"], Links(Render<NavMenu>())[6..]);
    }

    [Fact]
    public void The_tab_bar_and_its_sheet_together_lead_everywhere_the_menu_does()
    {
        _authorization.SetAuthorized("root").SetRoles("Admin");

        var menu = Links(Render<NavMenu>());
        var bar = Render<TabBar>();

        Assert.Equal(menu.Order(), Links(bar).Where(link => !link.StartsWith("/culture", StringComparison.Ordinal)).Order());
        Assert.Equal(4, bar.FindAll("nav a").Count);
    }

    [Fact]
    public void The_page_that_is_shown_is_marked_as_such()
    {
        _authorization.SetAuthorized("mara");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/saved?kind=film");

        Assert.Equal("/saved", Render<NavMenu>().Find("a.active[aria-current=page]").GetAttribute("href"));
    }

    [Fact]
    public void Signed_in_the_account_menu_signs_out_by_a_post()
    {
        _authorization.SetAuthorized("mara");
        _authorization.SetClaims(new Claim("portal:name", "Mara Lindqvist"), new Claim("portal:simulated", "True"));

        var menus = Render<TopBarMenus>();

        Assert.Equal("post", menus.Find("form[action='/account/sign-out']").GetAttribute("method"));
        Assert.Contains("Mara Lindqvist", menus.Find("#account-menu").TextContent, StringComparison.Ordinal);
        Assert.Contains("simulated", menus.Find("#account-menu").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_out_there_is_a_way_to_sign_in()
    {
        var menus = Render<TopBarMenus>();

        Assert.Equal("Sign in", menus.Find("a[href='/account/login']").TextContent);
        Assert.Empty(menus.FindAll("form"));
    }

    private static string[] Links(IRenderedComponent<IComponent> component) =>
        [.. component.FindAll("a").Select(link => link.GetAttribute("href")!)];
}
