using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class ConfirmServiceTests : PortalBunitContext
{
    private static readonly ConfirmQuestion Delete = new("Delete your account?", "It cannot be undone.", "Delete account", Danger: true);

    private ConfirmService Confirm => Services.GetRequiredService<ConfirmService>();

    [Theory]
    [InlineData("Delete account", true)]
    [InlineData("Cancel", false)]
    public async Task The_answer_is_the_button_that_was_pressed(string button, bool expected)
    {
        var host = Render<ConfirmHost>();
        var answer = Confirm.AskAsync(Delete);
        host.WaitForAssertion(() => Assert.Equal("Delete your account?", host.Find("h2").TextContent));

        Act(() => host.FindAll("footer button").Single(x => x.TextContent.Trim() == button).Click());

        Assert.Equal(expected, await answer);
        Assert.Null(Confirm.Pending);
    }

    [Fact]
    public async Task Closing_the_dialog_is_a_no()
    {
        var host = Render<ConfirmHost>();
        var answer = Confirm.AskAsync(Delete);

        await host.FindComponent<Modal>().Instance.OnClosedAsync();

        Assert.False(await answer);
    }

    [Fact]
    public async Task A_newer_question_answers_the_older_with_no()
    {
        var older = Confirm.AskAsync(Delete);
        var newer = Confirm.AskAsync(Delete with { Title = "Really?" });

        Confirm.Answer(agreed: true);

        Assert.False(await older);
        Assert.True(await newer);
    }
}
