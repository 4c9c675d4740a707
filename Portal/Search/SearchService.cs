using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Engine;
using Portal.People;

namespace Portal.Search;

/// <summary>What a search found.</summary>
/// <param name="Query">What was understood of the text.</param>
/// <param name="Items">The items, best first.</param>
/// <param name="HiddenByRules">How many more, better than the last of them, the person's own rules keep away.</param>
/// <param name="Reasons">Of each item that is shown although a rule of theirs keeps it away, by its id, which rule does; empty while the rules hold.</param>
public sealed record SearchView(ParsedStatement Query, IReadOnlyList<ItemCard> Items, int HiddenByRules, IReadOnlyDictionary<string, IReadOnlyList<HiddenReason>> Reasons);

/// <summary>Search by words and by meaning over the whole catalogue.</summary>
public sealed class SearchService(EngineService engine, EncoderHost encoder, StatementReader reader, PhraseVectors phrases, ProfileLoader profiles, RuleAudit audit)
{
    public const int LongestQuery = 300, MostItems = 48;

    /// <summary>The kinds of the catalogue, the one with most items first.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellationToken) =>
        [.. (await engine.GetAsync(cancellationToken)).Snapshot.Catalogue.Kinds.Select(kind => kind.Kind)];

    /// <summary>Searches; safe to call at every keystroke.</summary>
    /// <param name="userId">Whose rules hold.</param>
    /// <param name="text">The query; longer ones than <see cref="LongestQuery"/> are cut.</param>
    /// <param name="kind">Only items of this kind; null for all.</param>
    /// <param name="ignoreRules">Show also what the person's own rules keep away.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SearchView> SearchAsync(string userId, string text, string? kind, bool ignoreRules, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var snapshot = state.Snapshot;
        var cut = text.Length > LongestQuery ? text[..LongestQuery] : text;
        var query = await reader.ReadAsync(cut, null, state, cancellationToken);
        var vector = encoder.EncoderId == snapshot.Vectors?.EncoderId ? await encoder.TryEncodeAsync(query.Wanted, cancellationToken) : null;
        var person = await profiles.LoadAsync(userId, state, cancellationToken);
        var own = RuleSet.Of(query, await phrases.OfConceptsAsync([query], state, cancellationToken));
        return await Task.Run(
            () =>
            {
                var match = snapshot.Matcher.MatchTyping(query.Wanted, vector);
                var all = Recommender.Search(snapshot, match, own, snapshot.Catalogue.Count)
                    .Where(entry => kind is null || snapshot.Catalogue[entry.Item].Kind == kind)
                    .Select(entry => entry.Item);
                var rules = person.Rules();
                ConstraintFilter filter = new(snapshot, rules);
                var sifted = SiftedList.Of(all, ignoreRules ? new ConstraintFilter(snapshot, RuleSet.Empty) : filter, MostItems);
                if (!ignoreRules)
                {
                    audit.Record("search", snapshot, rules, sifted.Shown);
                }

                return new SearchView(
                    query,
                    [.. sifted.Shown.Select(item => ItemCard.Of(state, item))],
                    sifted.Hidden.Count,
                    sifted.Shown.Where(item => !filter.Allows(item)).ToDictionary(item => snapshot.Catalogue[item].Id, item => HiddenItem.ReasonsOf(snapshot, person, rules, item)));
            },
            cancellationToken);
    }
}
