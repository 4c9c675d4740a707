using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.ShortTerm;
using Portal.Engine;

namespace Portal.People;

/// <summary>A person as the ranking takes them.</summary>
/// <param name="Profile">What they wrote, liked and did.</param>
/// <param name="Session">What they took to lately, up to the last click.</param>
public sealed record LoadedPerson(PersonProfile Profile, Session Session);

/// <summary>Reads what the portal knows about a person into the form that the ranking takes.</summary>
public sealed class ProfileLoader(IDbContextFactory<PortalDbContext> contexts, EncoderHost encoder, StatementReader reader, PhraseVectors phrases, TimeProvider time)
{
    private const int MostActions = 2000;
    private const string LabelKey = "label:";
    private static readonly TimeSpan ShownWindow = TimeSpan.FromDays(2);

    // All but impressions, of which there are many times more. Named one by one: so the database reads them past the impressions.
    private static readonly InteractionKind[] Acts = [.. Enum.GetValues<InteractionKind>().Where(kind => kind != InteractionKind.Impression)];

    /// <summary>The profile with positions of the given state's snapshot, as it counts now; <see cref="PersonProfile.Unknown"/> for an unknown person.</summary>
    public async Task<PersonProfile> LoadAsync(string userId, EngineState state, CancellationToken cancellationToken) =>
        (await LoadWithSessionAsync(userId, state, new ClauseMoment(time.GetUtcNow()), cancellationToken)).Profile;

    /// <summary>The profile and the session, both from one look at the person's actions.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="state">The catalogue in force.</param>
    /// <param name="moment">The circumstances, which decide what of the statements counts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LoadedPerson> LoadWithSessionAsync(string userId, EngineState state, ClauseMoment moment, CancellationToken cancellationToken)
    {
        var person = await ReadAsync(userId, state, moment, cancellationToken);
        return person with { Profile = await WithVectorsAsync(person.Profile, state, cancellationToken) };
    }

    /// <summary>The profile with vectors of the words that are left of statements where some of their clauses do not count.</summary>
    public async Task<PersonProfile> WithVectorsAsync(PersonProfile profile, EngineState state, CancellationToken cancellationToken)
    {
        List<PersonStatement> statements = new(profile.Statements.Count);
        foreach (var statement in profile.Statements)
        {
            statements.Add(statement.Vector is null ? statement with { Vector = await phrases.OfTextAsync(statement.Parsed.Wanted, state, cancellationToken) } : statement);
        }

        return profile with { Statements = statements };
    }

    private async Task<LoadedPerson> ReadAsync(string userId, EngineState state, ClauseMoment moment, CancellationToken cancellationToken)
    {
        var now = moment.Now;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var acts = await ActsAsync(db, userId, state, now, cancellationToken);
        var reviews = await ReviewEvidence.LoadAsync(db, userId, state, cancellationToken);

        // What is left out of the taste, with what was written about it, still puts its item away.
        var leftOut = acts.Where(act => act.LeftOut).Select(act => act.Action.Item).ToHashSet();
        var actions = ReviewEvidence.WithRatings([.. acts.Where(act => !act.LeftOut).Select(act => act.Action)], [.. reviews.Where(review => !leftOut.Contains(review.Item))]);
        var opinions = Opinions.Of(actions);
        var withheld = Withheld(opinions, acts, reviews);
        var statements = await StatementsAsync(db, userId, state, now, cancellationToken);
        statements.AddRange(ReviewEvidence.Statements(reviews, [.. statements], state));
        return new LoadedPerson(
            new PersonProfile
            {
                Statements = statements,
                ConceptVectors = await phrases.OfConceptsAsync(statements.Select(statement => statement.Parsed), state, cancellationToken),
                Exemptions = await ExemptionsAsync(db, userId, state, cancellationToken),
                Settings = await SettingsAsync(db, userId, cancellationToken),
                InterestEdits = await InterestEditsAsync(db, userId, state, cancellationToken),
                Liked = opinions.Liked,
                Disliked = opinions.Disliked,
                Withheld = withheld,
                History = History(actions, state, now),
                Shown = await ShownAsync(db, userId, state, now, cancellationToken),
            }.At(moment),
            Session.Of(acts.Select(Happened), Session.DefaultGap));
    }

    // Whoever reviewed an item knows it, also where nobody can tell what they thought.
    private static IReadOnlySet<ItemIndex> Withheld(Opinions counted, List<(RawInteraction Action, bool LeftOut)> acts, List<CountedReview> reviews) =>
        reviews.Count == 0 && !acts.Exists(act => act.LeftOut)
            ? counted.Withheld
            : Opinions.Of(acts.Select(act => act.Action)).Withheld.Union(reviews.Select(review => review.Item)).ToHashSet();

    // What is left out says nothing of its item, but somebody who did it was here: a stay of no length.
    private static SessionEvent Happened((RawInteraction Action, bool LeftOut) act) => act.LeftOut
        ? new SessionEvent(act.Action.Item, InteractionKind.Dwell, 0, act.Action.At)
        : new SessionEvent(act.Action.Item, act.Action.Kind, (float?)act.Action.Value, act.Action.At);

    // By the rules by which the models were trained, so that they meet what they learned from.
    private static List<ItemWeight> History(List<RawInteraction> newestFirst, EngineState state, DateTimeOffset now)
    {
        var row = WeightedInteractions.Build(1, state.Snapshot.Catalogue.Count, newestFirst.AsEnumerable().Reverse(), state.Weights.Interactions, now).ByUser;
        var items = row.ColumnsOf(0);
        var weights = row.ValuesOf(0);
        List<ItemWeight> history = new(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            history.Add(new ItemWeight(new ItemIndex(items[i]), weights[i]));
        }

        return history;
    }

    private static async Task<List<(RawInteraction Action, bool LeftOut)>> ActsAsync(PortalDbContext db, string userId, EngineState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && Acts.Contains(row.Kind) && row.RetractedUtc == null)
            .Where(Dismissal.StillCounts(now))
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Select(row => new { row.ItemId, row.Kind, row.Value, row.AtUtc, LeftOut = row.LeftOutUtc != null })
            .Take(MostActions)
            .ToListAsync(cancellationToken);
        List<(RawInteraction, bool)> acts = new(rows.Count);
        foreach (var row in rows)
        {
            if (state.TryFind(row.ItemId, out var item))
            {
                acts.Add((new RawInteraction(default, item, row.Kind, row.Value, new DateTimeOffset(row.AtUtc)), row.LeftOut));
            }
        }

        return acts;
    }

    private async Task<List<PersonStatement>> StatementsAsync(PortalDbContext db, string userId, EngineState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await db.Statements.AsNoTracking()
            .Where(row => row.UserId == userId && row.State == StatementState.Active && (row.ExpiresUtc == null || row.ExpiresUtc > now.UtcDateTime))
            .OrderBy(row => row.CreatedUtc)
            .ToListAsync(cancellationToken);
        List<PersonStatement> statements = [];
        foreach (var row in rows)
        {
            var parsed = (await reader.ReadStoredAsync(db, row, state, cancellationToken)).WithLabels(state.Snapshot.Catalogue.Aliases);

            // Written before the encoder was there, or under another one: encode now, and remember.
            if (encoder.EncoderId is { } id && row.EncoderId != id)
            {
                var vector = await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken);
                (row.EncoderId, row.Vector) = (id, vector is null ? null : VectorCodec.Encode(vector));
                await db.StoreVectorAsync(row.Id, row.Revision, id, row.Vector, cancellationToken);
            }

            var usable = row.EncoderId == state.Snapshot.Vectors?.EncoderId;
            statements.Add(new PersonStatement(row.Id, parsed, usable ? VectorCodec.Decode(row.Vector) : null, new DateTimeOffset(row.UpdatedUtc)));
        }

        return statements;
    }

    private static async Task<List<RuleExemption>> ExemptionsAsync(PortalDbContext db, string userId, EngineState state, CancellationToken cancellationToken)
    {
        var rows = await db.RuleExemptions.AsNoTracking().Where(row => row.UserId == userId).Select(row => new { row.SubjectKey, row.ItemId }).ToListAsync(cancellationToken);
        return [.. rows.Where(row => state.TryFind(row.ItemId, out _)).Select(row => new RuleExemption(KeyOf(row.SubjectKey), state.Snapshot.Catalogue[Position(row.ItemId)].Id))];

        // A label may have got another name since.
        string KeyOf(string key) => key.StartsWith(LabelKey, StringComparison.Ordinal)
            ? new LabelSubject([.. key[LabelKey.Length..].Split('|').Select(label => state.Snapshot.Catalogue.Aliases.GetValueOrDefault(label, label)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]).Key
            : key;

        ItemIndex Position(int rowId) => state.TryFind(rowId, out var item) ? item : default;
    }

    private static async Task<List<InterestEdit>> InterestEditsAsync(PortalDbContext db, string userId, EngineState state, CancellationToken cancellationToken)
    {
        var rows = await db.InterestEdits.AsNoTracking().Where(row => row.UserId == userId)
            .OrderBy(row => row.UpdatedUtc).ThenBy(row => row.Id)
            .Select(row => new { row.ItemId, row.Name, row.Weight, row.MergedWithItemId })
            .ToListAsync(cancellationToken);
        List<InterestEdit> edits = new(rows.Count);
        foreach (var row in rows)
        {
            if (state.TryFind(row.ItemId, out var anchor))
            {
                edits.Add(new InterestEdit(anchor, row.Name, row.Weight, row.MergedWithItemId is { } id && state.TryFind(id, out var other) ? other : null));
            }
        }

        return edits;
    }

    internal static async Task<PersonSettings> SettingsAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        await db.PersonSettings.AsNoTracking().Where(row => row.UserId == userId)
            .Select(row => new PersonSettings(row.Adventure, row.Unpersonalised)).FirstOrDefaultAsync(cancellationToken) ?? PersonSettings.Default;

    private static async Task<Dictionary<ItemIndex, int>> ShownAsync(PortalDbContext db, string userId, EngineState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.UtcDateTime - ShownWindow;
        var counts = await db.ServedPositions
            .Where(row => row.UserId == userId && row.AtUtc > since)
            .GroupBy(row => row.ItemId)
            .Select(group => new { ItemId = group.Key, Times = group.Count() })
            .ToListAsync(cancellationToken);
        Dictionary<ItemIndex, int> shown = [];
        foreach (var count in counts)
        {
            if (state.TryFind(count.ItemId, out var item))
            {
                shown[item] = count.Times;
            }
        }

        return shown;
    }
}
