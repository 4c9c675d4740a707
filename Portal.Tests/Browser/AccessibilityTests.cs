using System.Globalization;
using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>What a machine can find of barriers, on every page and in both themes.</summary>
public sealed class AccessibilityTests(BrowserPortal portal) : BrowserTest(portal)
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
    private static readonly string[] Grave = ["serious", "critical"];

    // Tall: what a bar at the foot of the window lies over just now counts as too small to press.
    protected override ViewportSize Size => new() { Width = 1200, Height = 2400 };

    [BrowserTheory]
    [InlineData("/account/login")]
    [InlineData("/account/register")]
    public async Task The_way_in_has_no_barrier(string path)
    {
        await Page.GotoAsync(path);
        await HasNoBarrierAsync(path);
    }

    [BrowserTheory]
    [InlineData("/")]
    [InlineData("/?mood=something%20light%20under%20two%20hours,%20no%20war")]
    [InlineData("/welcome")]
    [InlineData("/welcome?step=2")]
    [InlineData("/preferences")]
    [InlineData("/item/film-arrival-2016")]
    [InlineData("/search")]
    [InlineData("/search?q=arrival")]
    [InlineData("/history")]
    [InlineData("/interests")]
    [InlineData("/interests?view=map")]
    [InlineData("/interests?view=time")]
    [InlineData("/about-feed")]
    public async Task A_page_has_no_barrier(string path)
    {
        await SignInAsPersonaAsync("Amara Okafor", path);
        await HasNoBarrierAsync(path);
    }

    [BrowserFact]
    public async Task The_panel_with_the_reasons_has_no_barrier()
    {
        await SignInAsPersonaAsync("Amara Okafor");
        await Feed.Button("Why", (await Feed.ReadAsync())[0]).ClickAsync();
        await Expect(Page.GetByTestId("score")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What would change" })).ToHaveAttributeAsync("aria-busy", "false");
        await HasNoBarrierAsync("the panel with the reasons");
    }

    [BrowserFact]
    public async Task The_reactions_of_a_card_have_no_barrier()
    {
        await SignInAsPersonaAsync("Amara Okafor");
        await Feed.Button("React", (await Feed.ReadAsync())[0]).ClickAsync();
        await Expect(Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Seen it" })).ToBeEnabledAsync();
        await HasNoBarrierAsync("the reactions of a card");
    }

    [BrowserFact]
    public async Task What_rules_keep_away_has_no_barrier()
    {
        await SignInAsPersonaAsync("Wanjiru Kamau", "/search?q=arrival&all=true");
        await Expect(Button("Arrival is fine")).ToBeVisibleAsync();
        await HasNoBarrierAsync("results that rules keep away");
        await OpenAsync("/item/film-arrival-2016");
        await Expect(Button("Arrival is fine")).ToBeVisibleAsync();
        await HasNoBarrierAsync("the page of an item that rules keep away");
    }

    [BrowserFact]
    public async Task The_editor_of_statements_has_no_barrier()
    {
        await SignInAsPersonaAsync("Amara Okafor", "/preferences");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Say what you like" }).FillAsync("quiet stories by the sea, no war or florps, under two hours");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What it means" }).GetByText("into your top 20")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Region, new() { Name = "What you said" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Button("Show the history").ClickAsync();
        await Button("Edit the summary").ClickAsync();
        await Page.GetByLabel("Your summary").FillAsync("Never war.");
        await Expect(Button("Apply the changes")).ToBeEnabledAsync();
        await Page.GetByRole(AriaRole.Slider).FocusAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Button("Keep it there")).ToBeVisibleAsync();
        await LoadedAsync();
        await HasNoBarrierAsync("/preferences with everything open");
    }

    [BrowserFact]
    public async Task Interests_being_set_right_have_no_barrier()
    {
        await SignInAsPersonaAsync("Isabel Duarte", "/interests");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).First.ClickAsync();
        await HasNoBarrierAsync("/interests with a name being given");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Merge another interest" }).Last.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await HasNoBarrierAsync("the question what to merge");
        await OpenAsync("/interests?view=time");
        await Page.Locator("summary").ClickAsync();
        await HasNoBarrierAsync("the timeline with its table");
        await OpenAsync("/history");
        await Button("Leave out a period").ClickAsync();
        await HasNoBarrierAsync("a period of the history");
    }

    [BrowserFact]
    public async Task Reviews_have_no_barrier()
    {
        await SignInAsPersonaAsync("Amara Okafor", "/item/film-solaris-1972");
        await Page.GetByLabel("What did you think of Solaris?").FillAsync("Loved the ending, hated the slow pacing.");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "What you said of its parts" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await HasNoBarrierAsync("an item with a review being written");
        await Button("Save review").ClickAsync();
        await Expect(Toast("Your review of “Solaris” is saved.")).ToBeVisibleAsync();
        await OpenAsync("/reviews");
        await HasNoBarrierAsync("/reviews");
    }

    [BrowserFact]
    public async Task The_jobs_have_no_barrier()
    {
        await SignInAsAdministratorAsync("/admin/jobs");
        await HasNoBarrierAsync("/admin/jobs");
        await OpenAsync("/admin/jobs?view=history");
        await HasNoBarrierAsync("the history of jobs");
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Log", Exact = true })).ToBeVisibleAsync();
        await HasNoBarrierAsync("the page of a run");
    }

    [BrowserFact]
    public async Task The_home_of_the_administration_has_no_barrier()
    {
        await SignInAsAdministratorAsync("/admin?range=7d");
        await HasNoBarrierAsync("/admin");
    }

    [BrowserFact]
    public async Task The_weights_have_no_barrier()
    {
        await SignInAsAdministratorAsync("/admin/weights");
        await HasNoBarrierAsync("/admin/weights");
        await Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Open ") }).Last.ClickAsync();
        await Expect(Page.Locator("[data-person]").First).ToBeVisibleAsync();
        await LoadedAsync();
        await Page.GetByRole(AriaRole.Slider, new() { Name = "Popularity, slider" }).FocusAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Page.Locator("[data-warning]").First).ToBeVisibleAsync();
        await LoadedAsync();
        await HasNoBarrierAsync("a version under sliders with a preview");
    }

    [BrowserFact]
    public async Task Experiments_and_their_planning_have_no_barrier()
    {
        await SignInAsAdministratorAsync("/admin/experiments");
        await HasNoBarrierAsync("/admin/experiments");
        await OpenAsync("/admin/experiments/new?version=1");
        await Page.GetByLabel("Change a single number").Nth(1).SelectOptionAsync(new SelectOptionValue { Label = "Freshness" });
        await Page.GetByText("Namespace none").ClickAsync();
        await Page.GetByLabel("Name of the namespace").FillAsync("feed");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator(".namespace__mine")).ToBeVisibleAsync();
        await HasNoBarrierAsync("an experiment being planned");
    }

    [BrowserFact]
    public async Task The_evaluation_has_no_barrier()
    {
        await SignInAsAdministratorAsync("/admin/evaluation");
        await Button("New run").ClickAsync();
        await Page.GetByLabel("Uploaded files").CheckAsync();
        await HasNoBarrierAsync("/admin/evaluation with the form");
    }

    [BrowserTheory]
    [InlineData("/admin/catalogue")]
    [InlineData("/admin/catalogue/film-arrival-2016")]
    [InlineData("/admin/catalogue/vocabulary")]
    [InlineData("/admin/models")]
    [InlineData("/admin/users")]
    public async Task Catalogue_and_people_have_no_barrier(string path)
    {
        await SignInAsAdministratorAsync(path);
        await LoadedAsync();
        await HasNoBarrierAsync(path);
    }

    [BrowserFact]
    public async Task A_wrong_address_has_no_barrier()
    {
        Tolerate("the server responded with a status of 404");
        await SignInAsPersonaAsync("Amara Okafor", "/about-feed");
        await OpenAsync("/no/such/page");
        await HasNoBarrierAsync("/no/such/page");
    }

    [BrowserFact]
    public async Task The_saved_items_have_no_barrier()
    {
        await SignInAsPersonaAsync("Amara Okafor", "/item/film-contact-1997");
        await Button("Save Contact").ClickAsync();
        await Expect(Toast("“Contact” is on your saved list.")).ToBeVisibleAsync();
        await HasNoBarrierAsync("an item with a message");
        await OpenAsync("/saved");
        await Expect(Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await HasNoBarrierAsync("/saved");
    }

    // Not the sheet behind "More": it lies above the tab bar, which the rules, blind to the browser's top layer, doubt.
    [BrowserFact]
    public async Task A_phone_has_no_barrier()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await SignInAsPersonaAsync("Amara Okafor", "/about-feed");
        await HasNoBarrierAsync("/about-feed on a phone");
    }

    private async Task HasNoBarrierAsync(string what)
    {
        StringBuilder found = new();
        foreach (var theme in new[] { "light", "dark" })
        {
            await Page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
            await Page.WaitForFunctionAsync("() => document.getAnimations().length === 0");
            var result = await Page.RunAxe(new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Rules] },
                ResultTypes = [ResultType.Violations],
            });
            foreach (var violation in result.Violations.Where(violation => Grave.Contains(violation.Impact)))
            {
                Describe(found, $"{what}, {theme}", violation);
            }
        }

        Assert.True(found.Length == 0, found.ToString());
    }

    private static void Describe(StringBuilder found, string where, AxeResultItem violation)
    {
        found.AppendLine(CultureInfo.InvariantCulture, $"{where}: {violation.Impact}: {violation.Help} ({violation.Id}, {violation.HelpUrl})");
        foreach (var node in violation.Nodes.Take(5))
        {
            var why = node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message);
            found.AppendLine(CultureInfo.InvariantCulture, $"  {node.Target}: {string.Join("; ", why)}").AppendLine(CultureInfo.InvariantCulture, $"    {node.Html}");
        }
    }
}
