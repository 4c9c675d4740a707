using Bunit;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class ErrorPanelTests : PortalBunitContext
{
    [Fact]
    public void Is_an_alert_with_words_of_its_own()
    {
        var panel = Render<ErrorPanel>();

        Assert.Equal("This could not be loaded", panel.Find("[role=alert] h2").TextContent);
        Assert.NotEmpty(panel.Find("p").TextContent);
    }

    [Fact]
    public void Speaks_the_readers_language()
    {
        Speak("zh-Hans");

        Assert.Equal("加载失败", Render<ErrorPanel>().Find("h2").TextContent);
    }

    [Fact]
    public void Without_a_retry_there_is_no_button()
    {
        var panel = Render<ErrorPanel>(parameters => parameters.Add(x => x.Message, "The feed could not be made."));

        Assert.Equal("The feed could not be made.", panel.Find("p").TextContent);
        Assert.Empty(panel.FindAll("button"));
    }

    [Fact]
    public async Task Retry_cannot_be_pressed_again_while_it_runs()
    {
        var running = new TaskCompletionSource();
        var panel = Render<ErrorPanel>(parameters => parameters.Add(x => x.OnRetry, () => running.Task));

        var click = panel.Find("button").ClickAsync(new());
        Assert.True(panel.Find("button").HasAttribute("disabled"));

        running.SetResult();
        await click;
        Assert.False(panel.Find("button").HasAttribute("disabled"));
    }
}
