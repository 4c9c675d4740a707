using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Items;

/// <summary>An item's page.</summary>
/// <param name="Item">The item.</param>
/// <param name="Opinion">What the person has said about it.</param>
/// <param name="Similar">Items most like it that the person's rules allow.</param>
/// <param name="AlsoLiked">What people who took to it took to as well, within the same rules; empty where too little is known.</param>
/// <param name="Review">What the person wrote about it; null for nothing.</param>
public sealed record ItemView(ItemCard Item, ItemOpinion Opinion, IReadOnlyList<ItemCard> Similar, IReadOnlyList<ItemCard> AlsoLiked, ReviewView? Review);

/// <summary>What an item's page shows.</summary>
public sealed class ItemService(EngineService engine, ProfileLoader profiles, FeedbackService feedback, ReviewService reviews)
{
    private const int SimilarItems = 12, AlsoLikedItems = 12;

    /// <summary>The item's page; null when there is no such item.</summary>
    public async Task<ItemView?> GetAsync(string userId, string itemId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        if (!state.Snapshot.Catalogue.TryFind(itemId, out var index))
        {
            return null;
        }

        var person = await profiles.LoadAsync(userId, state, cancellationToken);
        var rules = person.Rules();
        var (similar, also) = await Task.Run(
            () => (Recommender.Similar(state.Snapshot, index, rules, SimilarItems + person.Withheld.Count),
                AlsoLiked.Of(state.Snapshot, state.Models, index, rules, AlsoLikedItems + person.Withheld.Count)),
            cancellationToken);
        var opinions = await feedback.OpinionsAsync(userId, [itemId], cancellationToken);
        return new ItemView(
            ItemCard.Of(state, index),
            opinions.GetValueOrDefault(itemId),
            Cards(similar, SimilarItems),
            Cards(also, AlsoLikedItems),
            await reviews.FindAsync(userId, itemId, cancellationToken));

        IReadOnlyList<ItemCard> Cards(IReadOnlyList<(ItemIndex Item, float Score)> items, int most) =>
            [.. items.Where(entry => !person.Withheld.Contains(entry.Item)).Take(most).Select(entry => ItemCard.Of(state, entry.Item))];
    }
}
