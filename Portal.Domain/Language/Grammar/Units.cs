using Portal.Domain.Catalogue;
using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <summary>What the numbers of statements count, and under which name a catalogue keeps it.</summary>
internal sealed class Units
{
    /// <summary>Unit words as a pattern.</summary>
    public const string Pattern =
        @"hours?|hrs?|h|minutes?|mins?|pages?|pgs?|seasons?|episodes?|eps?|chapters?|stars?|players?|people|persons?|euros?|eur|€|dollars?|usd|bucks|pounds?|quid|gbp|£|\$|days?|weeks?|nights?|km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|calories|kcal|servings?|portions?|ingredients?|grams?|kg|kilos?|lessons?|levels?|words?|tracks?|songs?|gb|mb|percent|%|degrees";

    private static readonly Dictionary<string, (string Attribute, double Factor)> Common = new(StringComparer.Ordinal)
    {
        ["hour"] = ("minutes", 60), ["hr"] = ("minutes", 60), ["h"] = ("minutes", 60), ["minute"] = ("minutes", 1), ["min"] = ("minutes", 1), ["page"] = ("pages", 1), ["pg"] = ("pages", 1), ["season"] = ("seasons", 1),
        ["episode"] = ("episodes", 1), ["ep"] = ("episodes", 1), ["star"] = ("rating", 1), ["player"] = ("players", 1), ["person"] = ("players", 1), ["people"] = ("players", 1), ["euro"] = ("price", 1), ["eur"] = ("price", 1), ["€"] = ("price", 1), ["dollar"] = ("price", 1),
        ["usd"] = ("price", 1), ["buck"] = ("price", 1), ["pound"] = ("price", 1), ["quid"] = ("price", 1), ["gbp"] = ("price", 1), ["£"] = ("price", 1), ["$"] = ("price", 1),
    };

    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.Ordinal)
    {
        ["minutes"] = ["duration", "runtime", "playtime", "durationminutes", "runningtime", "length"],
        ["pages"] = ["pagecount", "numpages"],
        ["seasons"] = ["seasoncount"],
        ["episodes"] = ["episodecount"],
        ["players"] = ["playercount"],
        ["price"] = ["cost", "priceeur", "priceusd", "pricegbp", "fee"],
        ["rating"] = ["stars", "score", "averagerating", "avgrating", "userrating"],
    };

    private readonly Dictionary<string, string> _attributes;

    /// <summary>Takes the names of the catalogue's numbers.</summary>
    public Units(IEnumerable<string> attributes)
    {
        _attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in attributes.Order(StringComparer.Ordinal))
        {
            _attributes.TryAdd(Plain(attribute), attribute);
        }
    }

    /// <summary>The attribute that a unit counts, and by how much one unit is to be multiplied; null for a unit that this catalogue has no number of.</summary>
    public (string Attribute, double Factor)? Of(string unit)
    {
        var key = Inflection.Key(unit);
        if (Common.TryGetValue(key, out var common))
        {
            return (NameOf(common.Attribute), common.Factor);
        }

        return _attributes.FirstOrDefault(pair => pair.Key == key || pair.Key.StartsWith(key, StringComparison.Ordinal) || pair.Key.EndsWith(key, StringComparison.Ordinal) || Inflection.Key(pair.Key) == key).Value is { } own ? (own, 1) : null;
    }

    /// <summary>Under which name the catalogue keeps a number; the usual name where it has none.</summary>
    public string NameOf(string attribute) =>
        attribute == CatalogueIndex.YearAttribute ? attribute
        : _attributes.TryGetValue(attribute, out var own) ? own
        : OtherNames.GetValueOrDefault(attribute, []).Select(name => _attributes.GetValueOrDefault(name)).FirstOrDefault(name => name is not null) ?? attribute;

    private static string Plain(string attribute) => string.Concat(attribute.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
