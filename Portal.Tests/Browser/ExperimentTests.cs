using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class ExperimentTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_administrator_begins_an_experiment_from_the_tuner_plans_starts_and_gives_it_up()
    {
        await SignInAsAdministratorAsync("/admin/weights");
        await Button("New draft").First.ClickAsync();
        await Page.GetByLabel("Name", Exactly).FillAsync("Journey weights");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "New draft", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Start an experiment" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex(@"/admin/experiments/new\?version=\d+$"));

        await Expect(Page.GetByLabel("Name", Exactly)).ToHaveValueAsync("Journey weights against live");
        await Page.GetByLabel("Change a single number").Nth(1).SelectOptionAsync(new SelectOptionValue { Label = "Freshness" });
        await Page.GetByLabel("Freshness in Journey weights").FillAsync("2.5");
        await Page.GetByLabel("Hypothesis").FillAsync("Fresher lists are liked more.");
        await Page.GetByLabel("Coverage").FillAsync("40");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("[data-check=Variants]")).ToHaveAttributeAsync("data-state", "Ok");
        await Button("Save").ClickAsync();
        await Expect(Toast("is saved.")).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/admin/experiments/journey-weights-against-live/edit$"));

        await Button("Start Journey weights against live").ClickAsync();
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(Toast("runs.")).ToBeVisibleAsync();

        await OpenAsync("/admin/experiments?state=running");
        await Button("Decide on Journey weights against live").ClickAsync();
        await Page.GetByLabel("Give a variant up").CheckAsync();
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Give up", Exact = true }).ClickAsync();
        await Expect(Toast("what was live stays live.")).ToBeVisibleAsync();
    }
}
