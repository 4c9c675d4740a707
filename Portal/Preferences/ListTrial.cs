using System.Collections.Concurrent;
using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Engine;
using Portal.People;

namespace Portal.Preferences;

/// <summary>Opens people's lists for trying changes out on them.</summary>
public sealed class ListTrials(EngineService engine, ProfileLoader profiles, PhraseVectors phrases, TimeProvider time)
{
    /// <summary>The person's list as it stands.</summary>
    public async Task<ListTrial> OpenAsync(string userId, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var now = time.GetUtcNow();
        var moment = PersonQuery.ClauseMomentOf(now, surroundings);
        var person = await profiles.LoadWithSessionAsync(userId, state, moment, cancellationToken);
        return new ListTrial(userId, person, state, surroundings, moment, profiles, phrases);
    }
}

/// <summary>
/// A person's list as it stood when it was opened, and what changes would do to its first places, by the code that makes their feed. What
/// was computed is kept: the same change is asked for again while somebody types.
/// </summary>
public sealed class ListTrial(string userId, LoadedPerson person, EngineState state, Surroundings surroundings, ClauseMoment moment, ProfileLoader profiles, PhraseVectors phrases)
{
    /// <summary>How many places are looked at.</summary>
    public const int Places = 20;

    private const int MostKept = 256;

    private readonly ConcurrentDictionary<string, IReadOnlyList<ItemIndex>> _lists = new(StringComparer.Ordinal);

    /// <summary>What the person has set.</summary>
    public PersonSettings Settings => person.Profile.Settings;

    /// <summary>What a change does to the list.</summary>
    public async Task<ListEffect> OfAsync(ProfileChange change, CancellationToken cancellationToken) =>
        Between(await ListAsync(new ProfileChange(), cancellationToken), await ListAsync(change, cancellationToken));

    /// <summary>What one clause of a statement does to the list, all else as the statement has it.</summary>
    /// <param name="id">The statement in whose place it stands; null for a new one.</param>
    /// <param name="statement">The statement with the clause, whether it counts at present or not.</param>
    /// <param name="key">The clause's key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ListEffect> OfClauseAsync(Guid? id, ParsedStatement statement, string key, CancellationToken cancellationToken)
    {
        var with = ClauseSettings.With(statement, key, setting => setting with { Paused = false, Removed = false, Until = null });
        var effect = Between(
            await ListAsync(ProfileChange.Of(id, ClauseSettings.Without(statement, key)), cancellationToken),
            await ListAsync(ProfileChange.Of(id, with), cancellationToken));
        return statement.Clauses.First(clause => clause.Key == key) is { IsRule: true } rule ? effect with { KeptAway = await KeptAwayAsync(rule, cancellationToken) } : effect;
    }

    private ListEffect Between(IReadOnlyList<ItemIndex> before, IReadOnlyList<ItemIndex> after) =>
        new([.. after.Except(before).Select(Card)], [.. before.Except(after).Select(Card)], after.Count);

    private ItemCard Card(ItemIndex item) => ItemCard.Of(state, item);

    private async Task<int> KeptAwayAsync(Clause rule, CancellationToken cancellationToken)
    {
        ParsedStatement alone = new() { Text = "", Wanted = "", Clauses = [rule] };
        ConstraintFilter filter = new(state.Snapshot, RuleSet.Of(alone, await phrases.OfConceptsAsync([alone], state, cancellationToken)));
        return Enumerable.Range(0, state.Snapshot.Catalogue.Count).Count(item => !filter.Allows(new ItemIndex(item)));
    }

    private async Task<IReadOnlyList<ItemIndex>> ListAsync(ProfileChange change, CancellationToken cancellationToken)
    {
        var key = KeyOf(change);
        if (_lists.TryGetValue(key, out var known))
        {
            return known;
        }

        var changed = person with { Profile = await ChangedAsync(change, cancellationToken) };
        var query = PersonQuery.Of(userId, changed, state, moment.Now, surroundings, Places);

        // Ranking is arithmetic over the catalogue: off the caller's context, so that no circuit waits for it.
        var list = await Task.Run(() => Recommender.Recommend(state.Snapshot, query), cancellationToken);
        if (_lists.Count >= MostKept)
        {
            _lists.Clear();
        }

        return _lists[key] = [.. list.Select(entry => entry.Item)];
    }

    private async Task<PersonProfile> ChangedAsync(ProfileChange change, CancellationToken cancellationToken)
    {
        var profile = person.Profile;
        if (change.Statements.Count > 0)
        {
            var touched = change.Statements.Select(entry => entry.Id).OfType<Guid>().ToHashSet();
            List<PersonStatement> statements = [.. profile.Statements.Where(statement => !touched.Contains(statement.Id))];
            foreach (var (id, parsed) in change.Statements)
            {
                if (parsed is not null)
                {
                    // New words are the latest; the same words keep their place among the others.
                    var former = profile.Statements.FirstOrDefault(statement => statement.Id == id);
                    var since = former?.Parsed.Text == parsed.Text ? former.Since : moment.Now;
                    statements.Add(new PersonStatement(id ?? Guid.Empty, parsed, null, since));
                }
            }

            profile = profile with { Statements = statements, ConceptVectors = await phrases.OfConceptsAsync(statements.Select(statement => statement.Parsed), state, cancellationToken) };
            profile = await profiles.WithVectorsAsync(profile.At(moment), state, cancellationToken);
        }

        return change.Settings is { } settings ? profile with { Settings = settings } : profile;
    }

    private static string KeyOf(ProfileChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Settings}\n{string.Join('\n', change.Statements.Select(entry => $"{entry.Id} {(entry.Statement is { } statement ? StatementReader.Write(statement) : "")}"))}");
}
