using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Engine;

namespace Portal.People;

/// <summary>Reads what the portal knows about a person into the form that the ranking takes.</summary>
public sealed class ProfileLoader(IDbContextFactory<PortalDbContext> contexts, EncoderHost encoder, TimeProvider time)
{
    private const int MostInteractions = 2000;
    private static readonly TimeSpan ShownWindow = TimeSpan.FromDays(2);

    // What an action says about taste, 0..1; actions that are not listed say nothing.
    private static readonly Dictionary<InteractionKind, float> Liking = new()
    {
        [InteractionKind.Like] = 1,
        [InteractionKind.Save] = 0.6f,
        [InteractionKind.Click] = 0.15f,
    };

    /// <summary>The profile with positions of the given state's snapshot; <see cref="PersonProfile.Unknown"/> for an unknown person.</summary>
    public async Task<PersonProfile> LoadAsync(string userId, EngineState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (liked, disliked, withheld) = await OpinionsAsync(db, userId, state, cancellationToken);
        return new PersonProfile
        {
            Statements = await StatementsAsync(db, userId, state, now, cancellationToken),
            Liked = liked,
            Disliked = disliked,
            Withheld = withheld,
            Shown = await ShownAsync(db, userId, state, now, cancellationToken),
        };
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

    private static async Task<(List<Opinion> Liked, List<Opinion> Disliked, HashSet<ItemIndex> Withheld)> OpinionsAsync(
        PortalDbContext db, string userId, EngineState state, CancellationToken cancellationToken)
    {
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && row.RetractedUtc == null && row.Kind != InteractionKind.Impression && row.Kind != InteractionKind.Dwell)
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Select(row => new { row.ItemId, row.Kind, row.Value, row.AtUtc })
            .Take(MostInteractions)
            .ToListAsync(cancellationToken);
        Dictionary<ItemIndex, Opinion> liked = [], disliked = [];
        HashSet<ItemIndex> withheld = [], decided = [];

        // Newest first: the first like, dislike or rating of an item is the decision that counts.
        foreach (var row in rows)
        {
            if (!state.TryFind(row.ItemId, out var item))
            {
                continue;
            }

            var at = new DateTimeOffset(row.AtUtc);
            if (row.Kind is not InteractionKind.Click)
            {
                withheld.Add(item);
            }

            var decides = row.Kind is InteractionKind.Like or InteractionKind.Dislike or InteractionKind.Rating;
            if (decides && !decided.Add(item))
            {
                continue;
            }

            var strength = row.Kind == InteractionKind.Rating ? (float)((row.Value ?? 3) - 3) / 2 : Liking.GetValueOrDefault(row.Kind);
            if (row.Kind == InteractionKind.Dislike || strength < 0)
            {
                liked.Remove(item);
                disliked[item] = new Opinion(item, row.Kind == InteractionKind.Dislike ? 1 : -strength, at);
            }
            else if (strength > 0 && !disliked.ContainsKey(item) && !(liked.TryGetValue(item, out var known) && known.Strength >= strength))
            {
                liked[item] = new Opinion(item, strength, at);
            }
        }

        return ([.. liked.Values], [.. disliked.Values], withheld);
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
