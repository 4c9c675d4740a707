using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Engine;
using Portal.People;

namespace Portal.Items;

/// <summary>A list of other items on an item's page.</summary>
/// <param name="Items">Those that the person's rules allow.</param>
/// <param name="HiddenCount">How many more, better than the last of them, the rules keep away.</param>
/// <param name="Hidden">The first of these.</param>
public sealed record ItemList(IReadOnlyList<ItemCard> Items, int HiddenCount, IReadOnlyList<HiddenItem> Hidden);

/// <summary>An item's page.</summary>
/// <param name="Item">The item.</param>
/// <param name="Opinion">What the person has said about it.</param>
/// <param name="Hidden">Why the person's own rules keep it off their lists; empty where they do not.</param>
/// <param name="Similar">Items most like it.</param>
/// <param name="AlsoLiked">What people who took to it took to as well; empty where too little is known.</param>
/// <param name="Review">What the person wrote about it; null for nothing.</param>
public sealed record ItemView(ItemCard Item, ItemOpinion Opinion, IReadOnlyList<HiddenReason> Hidden, ItemList Similar, ItemList AlsoLiked, ReviewView? Review);

/// <summary>What an item's page shows.</summary>
public sealed class ItemService(EngineService engine, ProfileLoader profiles, FeedbackService feedback, ReviewService reviews, RuleAudit audit)
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
        var opinions = await feedback.OpinionsAsync(userId, [itemId], cancellationToken);
        var review = await reviews.FindAsync(userId, itemId, cancellationToken);
        return await Task.Run(() => View(state, person, index, opinions.GetValueOrDefault(itemId), review), cancellationToken);
    }

    private ItemView View(EngineState state, PersonProfile person, ItemIndex index, ItemOpinion opinion, ReviewView? review)
    {
        var (snapshot, rules) = (state.Snapshot, person.Rules());
        ConstraintFilter filter = new(snapshot, rules);
        return new ItemView(
            ItemCard.Of(state, index),
            opinion,
            HiddenItem.ReasonsOf(snapshot, person, rules, index),
            Sifted("similar", Recommender.Similar(snapshot, index, RuleSet.Empty, snapshot.Catalogue.Count), SimilarItems),
            Sifted("also-liked", AlsoLiked.Of(snapshot, state.Models, index, RuleSet.Empty, snapshot.Catalogue.Count), AlsoLikedItems),
            review);

        ItemList Sifted(string list, IReadOnlyList<(ItemIndex Item, float Score)> bestFirst, int most)
        {
            var sifted = SiftedList.Of(bestFirst.Select(entry => entry.Item).Where(item => !person.Withheld.Contains(item)), filter, most);
            audit.Record(list, snapshot, rules, sifted.Shown);
            return new ItemList([.. sifted.Shown.Select(item => ItemCard.Of(state, item))], sifted.Hidden.Count, HiddenItem.Of(state, person, rules, sifted.Hidden));
        }
    }
}
