using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;

namespace Portal.Domain.ShortTerm;

/// <summary>Something a person did.</summary>
/// <param name="Item">With which item.</param>
/// <param name="Kind">What.</param>
/// <param name="Value">Stars of a rating, seconds of a dwell; null otherwise.</param>
/// <param name="At">When.</param>
public readonly record struct SessionEvent(ItemIndex Item, InteractionKind Kind, float? Value, DateTimeOffset At);

/// <summary>What a person took to lately, and which part of it is the present session. Immutable; made anew from the interactions at each request.</summary>
/// <param name="Recent">Items they took to, each once at its newest place, the newest first, with how much what they did says, above 0 to 1.</param>
/// <param name="Length">How many of <paramref name="Recent"/>, from the first, belong to the last session.</param>
/// <param name="Last">When they last did anything; null when they never did.</param>
public sealed record Session(ReadOnlyMemory<ItemWeight> Recent, int Length, DateTimeOffset? Last)
{
    /// <summary>The pause after which a new session begins, as web analytics count it.</summary>
    public static readonly TimeSpan DefaultGap = TimeSpan.FromMinutes(30);

    /// <summary>Of a person who has not done anything.</summary>
    public static readonly Session None = new(ReadOnlyMemory<ItemWeight>.Empty, 0, null);

    private const float MinutesOfFullInterest = 2, MiddleRating = 2.5f;

    /// <summary>Reads the session out of a person's interactions.</summary>
    /// <param name="newestFirst">Their interactions, the newest first; impressions are no acts and are passed over.</param>
    /// <param name="gap">The pause after which a new session begins, above 0.</param>
    /// <param name="most">How many recent items to keep, at least 1.</param>
    /// <remarks>
    /// Whatever they did keeps a session alive, but only what speaks for an item makes it a recent one. What they refused later
    /// (dislike, hide, dismiss, a rating below the middle) is none, whatever they did before.
    /// </remarks>
    /// <exception cref="ArgumentException">The interactions are not the newest first.</exception>
    public static Session Of(IEnumerable<SessionEvent> newestFirst, TimeSpan gap, int most = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(gap, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        List<ItemWeight> recent = [];
        Dictionary<ItemIndex, int> places = [];
        HashSet<ItemIndex> refused = [];
        DateTimeOffset? last = null, before = null;
        var (present, length) = (true, 0);
        foreach (var one in newestFirst)
        {
            if (one.At > before)
            {
                throw new ArgumentException($"An event of {one.At:O} comes after one of {before:O}; give the newest first.", nameof(newestFirst));
            }

            if (one.Kind == InteractionKind.Impression)
            {
                continue;
            }

            present &= before is null || before - one.At <= gap;
            (last, before) = (last ?? one.At, one.At);
            var weight = Weigh(one.Kind, one.Value);
            if (weight < 0)
            {
                refused.Add(one.Item);
            }
            else if (places.TryGetValue(one.Item, out var place))
            {
                recent[place] = new ItemWeight(one.Item, Math.Max(recent[place].Weight, weight));
            }
            else if (weight > 0 && recent.Count < most && !refused.Contains(one.Item))
            {
                places.Add(one.Item, recent.Count);
                recent.Add(new ItemWeight(one.Item, weight));
                length += present ? 1 : 0;
            }
        }

        return new Session(recent.ToArray(), length, last);
    }

    /// <summary>The session as if nothing had been done with an item; when they last did anything stays.</summary>
    public Session Without(ItemIndex item)
    {
        var recent = Recent.Span;
        for (var i = 0; i < recent.Length; i++)
        {
            if (recent[i].Item == item)
            {
                return this with { Recent = (ItemWeight[])[.. recent[..i], .. recent[(i + 1)..]], Length = i < Length ? Length - 1 : Length };
            }
        }

        return this;
    }

    /// <summary>How long ago they last did anything; the longest time there is when they never did.</summary>
    public TimeSpan SinceLast(DateTimeOffset now) => Last is not { } last ? TimeSpan.MaxValue : last < now ? now - last : TimeSpan.Zero;

    /// <summary>What an act says about the interest of the moment: above 0 to 1 for it, −1 against it, 0 nothing.</summary>
    public static float Weigh(InteractionKind kind, float? value) => kind switch
    {
        InteractionKind.Like or InteractionKind.Save => 1,
        InteractionKind.Click => 0.5f,
        InteractionKind.Dwell => Math.Clamp((value ?? 0) / (60 * MinutesOfFullInterest), 0, 1),
        InteractionKind.Rating when value is { } stars => stars > MiddleRating ? Math.Min(1, (stars - MiddleRating) / (5 - MiddleRating)) : -1,
        InteractionKind.Dislike or InteractionKind.Hide or InteractionKind.Dismiss => -1,
        _ => 0,
    };
}
