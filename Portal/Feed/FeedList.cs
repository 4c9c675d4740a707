using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Engine.Experiments;
using Portal.People;

namespace Portal.Feed;

/// <summary>
/// A feed as it was loaded, part after part, and what the person did with its cards since. A card that was put away keeps
/// its place, so that an undo finds it there.
/// </summary>
public sealed class FeedList(string? kind, string? mood, ForcedVariant? forced = null)
{
    private readonly List<FeedEntry> _loaded = [];
    private readonly Dictionary<string, ItemOpinion> _opinions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _away = new(StringComparer.Ordinal);

    /// <summary>The kind it is limited to; null for all.</summary>
    public string? Kind { get; } = kind;

    /// <summary>The mood it was asked for; null for none.</summary>
    public string? Mood { get; } = mood;

    /// <summary>The variant it was asked for; null for none.</summary>
    public ForcedVariant? Forced { get; } = forced;

    /// <summary>What was understood of the mood.</summary>
    public ParsedStatement? UnderstoodMood { get; private set; }

    public FeedBasis? Basis { get; private set; }

    /// <summary>The variants that its newest part was served under.</summary>
    public IReadOnlyList<AssignedVariant> Variants { get; private set; } = [];

    public bool More { get; private set; } = true;

    public bool ByWordsAlone { get; private set; }

    /// <summary>The cards to show, in their order.</summary>
    public IEnumerable<FeedEntry> Visible => _loaded.Where(entry => !_away.Contains(entry.Item.Id));

    /// <summary>What the next part continues.</summary>
    public FeedRequest Next => new() { Kind = Kind, Mood = Mood, Placed = ItemIds, Forced = Forced };

    /// <summary>Ids of everything loaded, in order.</summary>
    public IReadOnlyList<string> ItemIds => [.. _loaded.Select(entry => entry.Item.Id)];

    /// <summary>How many times its lower part was ranked anew: what was asked for before that does not continue it.</summary>
    public int Edition { get; private set; }

    public void Append(FeedBatch batch)
    {
        _loaded.AddRange(batch.Entries);
        (UnderstoodMood, Basis, Variants, More, ByWordsAlone) = (batch.Mood, batch.Basis, batch.Variants, batch.More, batch.ByWordsAlone);
    }

    /// <summary>What ranks the cards below the first anew.</summary>
    /// <param name="kept">How many of the cards that are shown stay where they are.</param>
    public FeedRequest Below(int kept)
    {
        var first = LoadedOf(kept);
        return new FeedRequest { Kind = Kind, Mood = Mood, Placed = [.. ItemIds.Take(first)], Forced = Forced, Count = Math.Clamp(_loaded.Count - first, 1, FeedService.MostCards) };
    }

    /// <summary>Puts newly ranked cards in the place of those below the first.</summary>
    /// <returns>How many of the cards that are shown are new or stand elsewhere now.</returns>
    public int ReplaceBelow(int kept, FeedBatch batch)
    {
        List<string> before = [.. Visible.Select(entry => entry.Item.Id)];
        var first = LoadedOf(kept);
        _loaded.RemoveRange(first, _loaded.Count - first);
        Append(batch);
        Edition++;
        return Visible.Where((entry, place) => place >= before.Count || before[place] != entry.Item.Id).Count();
    }

    public ItemOpinion OpinionOf(string itemId) => _opinions.GetValueOrDefault(itemId);

    /// <summary>Whether a change means that the card has to go.</summary>
    public static bool Dismisses(FeedbackChange change) => change is { Added: true, Kind: InteractionKind.Dislike or InteractionKind.Hide or InteractionKind.Dismiss };

    /// <summary>Takes note of an opinion; a card no longer disliked, hidden or dismissed comes back to its place.</summary>
    public void SetOpinion(string itemId, ItemOpinion opinion)
    {
        _opinions[itemId] = opinion;
        if (!IsAway(opinion))
        {
            _away.Remove(itemId);
        }
    }

    /// <summary>Takes a card off the list, unless the person has changed their mind meanwhile.</summary>
    public void PutAway(string itemId)
    {
        if (IsAway(OpinionOf(itemId)))
        {
            _away.Add(itemId);
        }
    }

    /// <summary>Takes over what the person thinks by now, as the database has it.</summary>
    public void Reconcile(IReadOnlyDictionary<string, ItemOpinion> opinions)
    {
        foreach (var id in ItemIds)
        {
            SetOpinion(id, opinions.GetValueOrDefault(id));
            PutAway(id);
        }
    }

    private static bool IsAway(ItemOpinion opinion) => opinion.Disliked || opinion.Hidden || opinion.Dismissed;

    // A card that was put away keeps its place among those above it.
    private int LoadedOf(int visible) => visible <= 0 ? 0 : Visible.ElementAtOrDefault(visible - 1) is { } last ? _loaded.IndexOf(last) + 1 : _loaded.Count;
}
