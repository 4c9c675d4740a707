using System.Text.Json;
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
public sealed class ProfileLoader(IDbContextFactory<PortalDbContext> contexts, EncoderHost encoder, TimeProvider time)
{
    private const int MostActions = 2000;
    private static readonly TimeSpan ShownWindow = TimeSpan.FromDays(2);

    // All but impressions, of which there are many times more. Named one by one: so the database reads them past the impressions.
    private static readonly InteractionKind[] Acts = [.. Enum.GetValues<InteractionKind>().Where(kind => kind != InteractionKind.Impression)];

    /// <summary>The profile with positions of the given state's snapshot; <see cref="PersonProfile.Unknown"/> for an unknown person.</summary>
    public async Task<PersonProfile> LoadAsync(string userId, EngineState state, CancellationToken cancellationToken) =>
        (await LoadWithSessionAsync(userId, state, cancellationToken)).Profile;

    /// <summary>The profile and the session, both from one look at the person's actions.</summary>
    public async Task<LoadedPerson> LoadWithSessionAsync(string userId, EngineState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var actions = await ActionsAsync(db, userId, state, cancellationToken);
        var opinions = Opinions.Of(actions);
        return new LoadedPerson(
            new PersonProfile
            {
                Statements = await StatementsAsync(db, userId, state, now, cancellationToken),
                Liked = opinions.Liked,
                Disliked = opinions.Disliked,
                Withheld = opinions.Withheld,
                History = History(actions, state, now),
                Shown = await ShownAsync(db, userId, state, now, cancellationToken),
            },
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

    private static async Task<List<RawInteraction>> ActionsAsync(PortalDbContext db, string userId, EngineState state, CancellationToken cancellationToken)
    {
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && Acts.Contains(row.Kind) && row.RetractedUtc == null)
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Select(row => new { row.ItemId, row.Kind, row.Value, row.AtUtc })
            .Take(MostActions)
            .ToListAsync(cancellationToken);
        List<RawInteraction> actions = new(rows.Count);
        foreach (var row in rows)
        {
            if (state.TryFind(row.ItemId, out var item))
            {
                actions.Add(new RawInteraction(default, item, row.Kind, row.Value, new DateTimeOffset(row.AtUtc)));
            }
        }

        return actions;
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
            var parsed = JsonSerializer.Deserialize<ParsedStatement>(row.Parsed, JsonSerializerOptions.Web) ?? state.Snapshot.Parser.Parse(row.Text);

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
