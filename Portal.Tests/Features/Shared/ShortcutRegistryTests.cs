using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class ShortcutRegistryTests : PortalBunitContext
{
    private static readonly Func<Task> Nothing = () => Task.CompletedTask;

    private ShortcutRegistry Registry => Services.GetRequiredService<ShortcutRegistry>();

    private string[] Labels => [.. Registry.Active.Select(shortcut => shortcut.Label)];

    [Fact]
    public void Where_two_groups_name_a_key_the_later_one_counts()
    {
        using var frame = Registry.Add([new("/", "Search", Nothing), new("j", "Down", Nothing)]);
        var page = Registry.Add([new("j", "Next card", Nothing)]);

        Assert.Equal(["Next card", "Search"], Labels);

        page.Dispose();
        Assert.Equal(["Search", "Down"], Labels);
    }

    [Fact]
    public async Task A_pages_shortcuts_count_while_it_is_shown()
    {
        Render<KeyboardShortcuts>(parameters => parameters.Add(x => x.Items, [new Shortcut("s", "Save", Nothing)]));
        Assert.Equal(["Save"], Labels);

        await DisposeComponentsAsync();

        Assert.Empty(Labels);
    }

    [Fact]
    public async Task Question_mark_shows_all_shortcuts_and_a_key_runs_its_own()
    {
        var saved = 0;
        var host = Render<ShortcutHost>(parameters => parameters.Add(x => x.SearchSelector, "#finder"));
        Registry.Add([new("s", "Save", () => Task.FromResult(saved++))]);

        await host.Instance.OnKeyAsync("s");
        await host.Instance.OnKeyAsync("?");
        await host.Instance.OnKeyAsync("x");

        Assert.Equal(1, saved);
        Assert.Equal(["s", "/", "?"], host.FindAll("kbd").Select(key => key.TextContent));
        Assert.True(host.FindComponent<Modal>().Instance.Open);
    }
}
