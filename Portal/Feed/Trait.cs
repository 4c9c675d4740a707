using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>What sort of trait one can ask for more or less of.</summary>
public enum TraitKind
{
    /// <summary>What the item is about.</summary>
    Topic,

    /// <summary>How it feels.</summary>
    Tone,

    /// <summary>Who made it.</summary>
    Creator,

    /// <summary>What some people do not want to meet: one asks for less of it.</summary>
    Warning,
}

/// <summary>Something of an item that a person can ask for more or less of, in the words in which it becomes a sentence of theirs.</summary>
/// <param name="Kind">Its sort.</param>
/// <param name="Name">As the catalogue writes it.</param>
public sealed record Trait(TraitKind Kind, string Name)
{
    private const int MostThemes = 2, MostTones = 2, MostCreators = 2, MostWarnings = 2;

    /// <summary>The sentence that asks for more of it. In English, which sentences are understood in; so are the catalogue's labels.</summary>
    public string More => Kind == TraitKind.Creator ? $"more by {Name}" : $"more {Name}";

    /// <summary>The sentence that asks for less of it.</summary>
    public string Less => Kind == TraitKind.Creator ? $"less by {Name}" : $"less {Name}";

    /// <summary>The most telling traits of an item: those that put it on the list, then the rare ones; and its main genre.</summary>
    public static IReadOnlyList<Trait> Of(CatalogueIndex catalogue, RankedItem ranked)
    {
        var item = catalogue[ranked.Item];
        var shared = ranked.Contributions.Where(contribution => contribution.Amount > 0).SelectMany(contribution => TellingLabels.Shared(contribution.Evidence)).ToHashSet(StringComparer.Ordinal);
        var labels = item.Tags.OrderByDescending(shared.Contains).ThenBy(label => catalogue.TryFindLabel(label, out var number) ? catalogue.ItemsWith(number).Length : int.MaxValue).ToList();
        return
        [
            .. item.Genres.Take(1).Concat(labels.Where(TagFacets.IsTheme).Take(MostThemes)).Select(name => new Trait(TraitKind.Topic, name)),
            .. labels.Where(TagFacets.Tones.Contains).Take(MostTones).Select(name => new Trait(TraitKind.Tone, name)),
            .. item.Creators.Take(MostCreators).Select(name => new Trait(TraitKind.Creator, name)),
            .. labels.Where(TagFacets.Warnings.Contains).Take(MostWarnings).Select(name => new Trait(TraitKind.Warning, name)),
        ];
    }
}
