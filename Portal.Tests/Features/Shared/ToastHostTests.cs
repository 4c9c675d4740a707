using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class ToastHostTests : PortalBunitContext
{
    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    [Fact]
    public void The_region_is_there_before_anything_is_said_in_it()
    {
        var host = Render<ToastHost>();

        Assert.Equal("polite", host.Find("[role=status]").GetAttribute("aria-live"));
        Assert.Empty(host.FindAll(".toast"));
    }

    [Fact]
    public void Undo_runs_and_the_toast_goes()
    {
        var undone = false;
        var host = Render<ToastHost>();
        Toasts.Show("Hidden.", "Undo", () =>
        {
            undone = true;
            return Task.CompletedTask;
        });
        host.WaitForElement(".toast__undo");

        Act(() => host.Find(".toast__undo").Click());

        Assert.True(undone);
        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".toast")));
    }

    [Fact]
    public void An_undo_that_fails_says_so()
    {
        var host = Render<ToastHost>();
        Toasts.Show("Hidden.", "Undo", () => throw new InvalidOperationException("the database is away"));
        host.WaitForElement(".toast__undo");

        Act(() => host.Find(".toast__undo").Click());

        host.WaitForAssertion(() => Assert.Equal("That could not be undone. Please try again.", host.Find(".toast__message").TextContent));
    }

    [Theory]
    [InlineData("mouse")]
    [InlineData("focus")]
    public void Pointing_at_a_toast_or_focusing_it_keeps_it(string by)
    {
        var host = Render<ToastHost>();
        Toasts.Show("Read me slowly.");
        host.WaitForElement(".toast");

        if (by == "mouse")
        {
            Act(() => host.Find(".toasts").MouseEnter());
        }
        else
        {
            Act(() => host.Find(".toasts").FocusIn());
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(Toasts.Visible);

        if (by == "mouse")
        {
            host.Find(".toasts").MouseLeave();
        }
        else
        {
            Act(() => host.Find(".toasts").FocusOut());
        }

        Clock.Advance(ToastService.Lifetime);
        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".toast")));
    }

    [Fact]
    public void Closing_one_leaves_the_others()
    {
        var host = Render<ToastHost>();
        Toasts.Show("one");
        Toasts.Show("two");
        host.WaitForAssertion(() => Assert.Equal(2, host.FindAll(".toast").Count));

        Act(() => host.FindAll("button[aria-label=Dismiss]")[0].Click());

        host.WaitForAssertion(() => Assert.Equal("two", host.Find(".toast__message").TextContent));
    }
}
