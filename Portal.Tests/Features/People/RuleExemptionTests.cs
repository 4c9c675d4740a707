using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Domain.Retrieval;
using Portal.People;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.People;

public sealed class RuleExemptionTests : PageScene
{
    private RuleExemptionService Exemptions => Services.GetRequiredService<RuleExemptionService>();

    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(
            Film("calm", title: "Calm Harbour"),
            Film("dread", title: "Harbour of Dread", genres: ["horror"]),
            Film("ghost", title: "Ghost Harbour", genres: ["horror"], tags: ["gore"]));
    }

    [Fact]
    public async Task An_item_that_is_fine_comes_back_everywhere_until_that_is_taken_back()
    {
        await SayAsync("quiet harbours, no horror");

        var ids = await Exemptions.AddAsync(Me, "dread", ["label:horror"], default);

        Assert.Equal(["calm", "dread"], await FoundAsync());
        Assert.Empty((await Items.GetAsync(Me, "dread", default))!.Hidden);
        Assert.Contains("dread", (await Items.GetAsync(Me, "calm", default))!.Similar.Items.Select(item => item.Id));
        var listed = Assert.Single(await Exemptions.ListAsync(Me, default));
        Assert.Equal(("dread", "no horror"), (listed.Item.Id, listed.Words));

        Assert.Equal(1, await Exemptions.RemoveAsync(Me, ids, default));
        Assert.Equal(["calm"], await FoundAsync());
        Assert.Empty(await Exemptions.ListAsync(Me, default));
    }

    [Fact]
    public async Task Adding_twice_adds_once_and_nobody_takes_back_what_is_anothers()
    {
        await using (var db = Database.CreateDbContext())
        {
            db.Users.Add(new PortalUser { Id = "other", UserName = "other@example.org" });
            await db.SaveChangesAsync();
        }

        var ids = await Exemptions.AddAsync(Me, "ghost", ["label:horror", "label:gore", "label:horror"], default);
        Assert.Equal(2, ids.Count);
        Assert.Empty(await Exemptions.AddAsync(Me, "ghost", ["label:horror"], default));
        Assert.Empty(await Exemptions.AddAsync(Me, "no such item", ["label:horror"], default));
        Assert.Equal(0, await Exemptions.RemoveAsync("other", ids, default));
        Assert.Equal(2, (await Exemptions.ListAsync(Me, default)).Count);
    }

    [Fact]
    public async Task The_notice_says_why_in_the_persons_own_words_lets_through_and_takes_back()
    {
        var statement = await SayAsync("quiet harbours, no horror, nothing with gore");
        var hidden = (await Items.GetAsync(Me, "ghost", default))!.Hidden;
        var changes = 0;
        var notice = Render<HiddenBecause>(parameters => parameters.Add(p => p.ItemId, "ghost").Add(p => p.Title, "Ghost Harbour").Add(p => p.Reasons, hidden).Add(p => p.OnChanged, () => changes++));

        var reasons = notice.FindAll(".because__reason").Select(reason => string.Join(' ', reason.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains("You said no horror. It is labelled horror.", reasons);
        Assert.Equal(2, reasons.Count);
        Assert.Equal($"/preferences#statement-{statement:N}", notice.Find("a").GetAttribute("href"));

        Act(() => notice.Find("button").Click());
        notice.WaitForAssertion(() => Assert.Equal(1, changes));
        Assert.Contains("ghost", await FoundAsync());

        await notice.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        Assert.Equal(2, changes);
        Assert.DoesNotContain("ghost", await FoundAsync());
    }

    [Theory]
    [InlineData(BreachKind.Meaning, "What it is about comes close to “zombies”: 0.52, and from 0.47 on it is hidden.", "它的内容与“zombies”相近：0.52，达到 0.47 就会隐藏。")]
    [InlineData(BreachKind.Words, "Its text speaks of “zombies”.", "它的介绍里提到“zombies”。")]
    public void A_free_word_tells_how_near_and_from_where_on(BreachKind kind, string english, string chinese)
    {
        Clause clause = new() { Start = 0, End = 10, Phrase = "zombies", Polarity = Polarity.Never, Subject = new ConceptSubject("zombies") };
        HiddenReason reason = new(Guid.Empty, "no zombies", new Breach(new Rule(Guid.Empty, clause), kind, "zombies", 0.521f, 0.468f));
        string Told() => Render<HiddenBecause>(parameters => parameters.Add(p => p.ItemId, "x").Add(p => p.Title, "X").Add(p => p.Reasons, [reason])).Find(".because__reason").TextContent;

        Assert.Contains(english, Told(), StringComparison.Ordinal);
        Speak("zh-Hans");
        Assert.Contains(chinese, Told(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_what_was_let_through_takes_back_and_undoes_that()
    {
        await SayAsync("no horror");
        await Exemptions.AddAsync(Me, "dread", ["label:horror"], default);
        await Exemptions.AddAsync(Me, "calm", ["label:western"], default);
        var list = Render<ExemptionList>();
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll(".exemptions__row").Count));
        Assert.Contains("despite a rule you have taken back", list.FindAll(".exemptions__row")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("“no horror”", list.FindAll(".exemptions__row")[1].TextContent, StringComparison.Ordinal);

        Act(() => list.FindAll("button")[1].Click());
        list.WaitForAssertion(() => Assert.Single(list.FindAll(".exemptions__row")));
        Assert.Equal(["calm"], await FoundAsync());

        await list.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll(".exemptions__row").Count));
        Assert.Equal(["calm", "dread"], await FoundAsync());
    }

    [Fact]
    public void With_nothing_let_through_the_list_says_how_one_does()
    {
        var list = Render<ExemptionList>();

        list.WaitForAssertion(() => Assert.Contains("“This is fine”", list.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_in_the_list_offers_another_try()
    {
        await using (var db = Database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE RuleExemptions RENAME TO Away");
        }

        var list = Render<ExemptionList>();
        list.WaitForElement("[role=alert] button");
        await using (var db = Database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Away RENAME TO RuleExemptions");
        }

        Act(() => list.Find("[role=alert] button").Click());

        list.WaitForAssertion(() => Assert.Empty(list.FindAll("[role=alert]")));
    }

    private async Task<IEnumerable<string>> FoundAsync() => (await Searches.SearchAsync(Me, "harbour", null, false, default)).Items.Select(item => item.Id).Order(StringComparer.Ordinal);
}
