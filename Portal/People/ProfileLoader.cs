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
        var (actions, leftOut) = await ActionsAsync(db, userId, state, cancellationToken);

        // What is left out of the taste still puts its item away.
        var opinions = Opinions.Of(actions);
        var withheld = leftOut.Count == 0 ? opinions.Withheld : Opinions.Of([.. actions.Concat(leftOut).OrderByDescending(action => action.At)]).Withheld;
        var statements = await StatementsAsync(db, userId, state, now, cancellationToken);
        return new LoadedPerson(
            new PersonProfile
            {
                Statements = statements,
                ConceptVectors = await phrases.OfConceptsAsync(statements.Select(statement => statement.Parsed), state, cancellationToken),
                Exemptions = await ExemptionsAsync(db, userId, state, cancellationToken),
                Settings = await SettingsAsync(db, userId, cancellationToken),
                Liked = opinions.Liked,
                Disliked = opinions.Disliked,
                Withheld = withheld,
                History = History(actions, state, now),
                Shown = await ShownAsync(db, userId, state, now, cancellationToken),
            }.At(moment),
            Session.Of(actions.Select(action => new SessionEvent(action.Item, action.Kind, (float?)action.Value, action.At)), Session.DefaultGap));
    }

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

    private static async Task<(List<RawInteraction> Counted, List<RawInteraction> LeftOut)> ActionsAsync(PortalDbContext db, string userId, EngineState state, CancellationToken cancellationToken)
    {
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && Acts.Contains(row.Kind) && row.RetractedUtc == null)
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Select(row => new { row.ItemId, row.Kind, row.Value, row.AtUtc, LeftOut = row.LeftOutUtc != null })
            .Take(MostActions)
            .ToListAsync(cancellationToken);
        List<RawInteraction> actions = new(rows.Count), leftOut = [];
        foreach (var row in rows)
        {
            if (state.TryFind(row.ItemId, out var item))
            {
                (row.LeftOut ? leftOut : actions).Add(new RawInteraction(default, item, row.Kind, row.Value, new DateTimeOffset(row.AtUtc)));
            }
        }

        return (actions, leftOut);
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
            var parsed = await reader.ReadStoredAsync(db, row, state, cancellationToken);

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
        return [.. rows.Where(row => state.TryFind(row.ItemId, out _)).Select(row => new RuleExemption(row.SubjectKey, state.Snapshot.Catalogue[Position(row.ItemId)].Id))];

        ItemIndex Position(int rowId) => state.TryFind(rowId, out var item) ? item : default;
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
