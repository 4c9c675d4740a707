using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>A card of the feed, as far as a reader can tell it from the others.</summary>
public sealed record CardOnScreen(string Id, string Title);

/// <summary>The cards of the feed page.</summary>
public sealed class FeedScreen(IPage page)
{
    public ILocator Cards => page.GetByRole(AriaRole.List, new() { Name = "Recommended for you" }).GetByRole(AriaRole.Article);

    public ILocator Card(CardOnScreen card) => Cards.Filter(new() { Has = page.Locator($"a[href='/item/{card.Id}']") });

    /// <summary>Like, Dislike, Save, Hide, Why or React, of a card.</summary>
    public ILocator Button(string deed, CardOnScreen card)
    {
        var name = deed switch { "Why" => $"Why {card.Title}?", "React" => $"More or less like {card.Title}, and why", _ => $"{deed} {card.Title}" };
        return Card(card).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    }

    /// <summary>The cards that are there now, from the first on.</summary>
    public async Task<IReadOnlyList<CardOnScreen>> ReadAsync()
    {
        await Expect(Cards.First).ToBeVisibleAsync();
        var cards = await Cards.EvaluateAllAsync<string[][]>(
            """
            cards => cards.map(card => card.querySelector("a[href^='/item/']"))
              .map(link => [decodeURIComponent(link.getAttribute("href").slice("/item/".length)), link.textContent.trim()])
            """);
        return [.. cards.Select(card => new CardOnScreen(card[0], card[1]))];
    }

    public async Task<IReadOnlyList<CardOnScreen>> TopTenAsync() => [.. (await ReadAsync()).Take(10)];
}
