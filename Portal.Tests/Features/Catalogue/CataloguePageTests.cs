using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Catalogue;
using Portal.Shared;

namespace Portal.Tests.Features.Catalogue;

public sealed class CataloguePageTests : CatalogueScene
{
    [Fact]
    public async Task A_row_is_edited_where_it_stands_and_a_wrong_year_is_told_there()
    {
        await AddItemsAsync(Film("f", 1999, title: "Old"), Film("g", 2000));
        var page = Render<CataloguePage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=entry]").Count));

        Act(() => page.Find("button[aria-label='Edit Old here']").Click());
        page.WaitForAssertion(() => Assert.NotNull(page.Find("input[aria-label=Year]")));
        Act(() => page.Find("input[aria-label=Year]").Input("19x9"));
        Act(() => page.Find("input[aria-label=Title]").Input("New"));
        Act(() => page.Find(".entry__actions .button--primary").Click());
        page.WaitForAssertion(() => Assert.Contains("“19x9” must be a whole number from -3000 to 3000", page.Find(".entry__title .field__error").TextContent, StringComparison.Ordinal));
        Act(() => page.Find("input[aria-label=Year]").Input("1998"));
        Act(() => page.Find(".entry__actions .button--primary").Click());

        page.WaitForAssertion(() => Assert.Contains("New", page.FindAll("[data-testid=entry]").Select(row => row.GetAttribute("aria-label"))));
        Assert.Equal(("New", 1998), ((await StoredAsync("f")).Title, (await StoredAsync("f")).Year));
    }

    [Fact]
    public async Task All_that_match_are_changed_after_the_number_was_agreed_to_and_undone()
    {
        await AddItemsAsync(Film("a"), Film("b"), Film("c", tags: ["cosy"]));
        var page = Render<CataloguePage>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("[data-testid=entry]").Count));
        Act(() => page.FindAll(".bulk button").Single(button => button.TextContent.Contains("Choose all 3", StringComparison.Ordinal)).Click());
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".bulk__tag input")));
        Act(() => page.Find(".bulk__tag input").Input("Cosy"));
        Act(() => page.FindAll(".bulk button").Single(button => button.TextContent == "Add tag").Click());

        var confirm = Services.GetRequiredService<ConfirmService>();
        page.WaitForAssertion(() => Assert.Equal("Add the tag “cosy” to 2 items?", confirm.Pending?.Title));
        await page.InvokeAsync(() => confirm.Answer(true));
        var toasts = Services.GetRequiredService<ToastService>();
        page.WaitForAssertion(() => Assert.NotEmpty(toasts.Visible));
        Assert.Equal(["quiet", "cosy"], (await StoredAsync("a")).Tags);

        await page.InvokeAsync(() => toasts.UndoAsync(toasts.Visible[^1]));
        Assert.Equal(["quiet"], (await StoredAsync("b")).Tags);
        Assert.Equal(["cosy"], (await StoredAsync("c")).Tags);
    }

    [Fact]
    public async Task A_conflict_is_shown_field_by_field_and_what_is_chosen_is_saved()
    {
        await AddItemsAsync(Film("f", 2001, title: "First"));
        var page = Render<ItemEditorPage>(parameters => parameters.Add(one => one.Id, "f"));
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#field-Title")));
        Act(() => page.Find("#field-Title").Input("Mine"));
        var theirs = (await Editor.FindAsync("f", default))!;
        await Editor.SaveAsync(Ann, theirs.Draft with { Title = "Theirs", Year = "2002" }, theirs.Revision, default);

        Act(() => page.Find("form").Submit());
        page.WaitForAssertion(() => Assert.Equal(["Title", "Year"], page.FindAll(".conflict tbody th").Select(cell => cell.TextContent)));
        Act(() => page.Find(".conflict .button--primary").Click());
        page.WaitForAssertion(() => Assert.Equal("2002", page.Find("#field-Year").GetAttribute("value")));
        Act(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.NotEmpty(Services.GetRequiredService<ToastService>().Visible));
        Assert.Equal(("Mine", 2002), ((await StoredAsync("f")).Title, (await StoredAsync("f")).Year));
    }

    [Fact]
    public async Task A_word_that_is_a_label_itself_is_refused_with_the_way_out()
    {
        await AddItemsAsync(Film("f", genres: ["drama"], tags: ["war", "love"]));
        var page = Render<VocabularyPage>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("[data-testid=label]").Count));

        Act(() => page.Find("button[aria-label='Add another word for war']").Click());
        page.WaitForAssertion(() => Assert.NotNull(page.Find("input[aria-label='Another word for war']")));
        Act(() => page.Find("input[aria-label='Another word for war']").Input("Love"));
        Act(() => page.FindAll(".label-row__aliases .button--primary").Single().Click());
        page.WaitForAssertion(() => Assert.Contains("“love” is a label of its own, on 1 items", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Act(() => page.Find("input[aria-label='Another word for war']").Input("Battle"));
        Act(() => page.FindAll(".label-row__aliases .button--primary").Single().Click());

        page.WaitForAssertion(() => Assert.Equal("battle", page.Find(".label-row__alias").TextContent.Trim()));
    }
}
