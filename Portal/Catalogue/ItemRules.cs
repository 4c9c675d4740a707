using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Data.Entities;

namespace Portal.Catalogue;

/// <summary>What is wrong with a field.</summary>
/// <param name="Field">Key of the field.</param>
/// <param name="TextKey">Text that names value and limit.</param>
/// <param name="Args">What stands in it.</param>
public sealed record ItemProblem(string Field, string TextKey, params object[] Args);

/// <summary>What a draft must keep to be an item, and how it is written down.</summary>
public static partial class ItemRules
{
    public const int MostId = 160, MostKind = 32, MostTitle = 300, MostDescription = 20_000, MostCreators = 50, MostCreator = 200, MostGenres = 20, MostTags = 100;
    public const int MostLabel = 100, MostLanguage = 16, MostImage = 1000, MostAttributes = 100, MostAttributeName = 64, MostAttributeValue = 1000;
    public const int FirstYear = -3000, LastYear = 3000;

    // The editor's address ends in the id, and these are pages of their own.
    private static readonly string[] Pages = ["new", "vocabulary"];

    /// <summary>A genre or tag as it is stored: lower case, single blanks.</summary>
    public static string Label(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    /// <summary>What is wrong with a label; null for nothing.</summary>
    public static ItemProblem? CheckLabel(string field, string label) =>
        label.Length == 0 ? new(field, "ProblemEmpty")
        : label.Length > MostLabel ? new(field, "ProblemLong", Short(label), label.Length, MostLabel)
        : label.Any(c => c is ',' or '|' || char.IsControl(c)) ? new(field, "ProblemLabelCharacters", Short(label))
        : null;

    /// <summary>Everything that is wrong with a draft.</summary>
    public static IReadOnlyList<ItemProblem> Check(ItemDraft draft, bool isNew) =>
        [.. isNew ? CheckId(draft.Id) : [], .. Facts(draft), .. Labels(draft), .. CheckAttributes(draft.Attributes)];

    /// <summary>Writes a draft without problems into an item.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="item">The item; all but its id, source and counters is set.</param>
    /// <param name="aliases">Other words for labels.</param>
    public static void Apply(ItemDraft draft, ItemEntity item, IReadOnlyDictionary<string, string> aliases)
    {
        item.Kind = draft.Kind.Trim().ToLowerInvariant();
        item.Title = draft.Title.Trim();
        item.Description = draft.Description.Trim().ReplaceLineEndings("\n");
        item.Creators = [.. Lines(draft.Creators).Distinct(StringComparer.Ordinal)];
        item.Genres = [.. LabelsOf(draft.Genres, aliases)];
        item.Tags = [.. LabelsOf(draft.Tags, aliases).Except(item.Genres, StringComparer.Ordinal)];
        item.Year = draft.Year.Trim().Length == 0 ? null : int.Parse(draft.Year, NumberStyles.Integer, CultureInfo.InvariantCulture);
        item.Language = draft.Language.Trim() is { Length: > 0 } language ? language.ToLowerInvariant() : null;
        item.Image = draft.Image.Trim() is { Length: > 0 } image ? image : null;
        item.Attributes = new SortedDictionary<string, string>(Pairs(draft.Attributes).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), StringComparer.Ordinal);
        item.Active = draft.Active;

        // Only the day is typed: a time of day that an import brought stays.
        if (TryDate(draft.Published, out var day) && day != item.PublishedUtc.Date)
        {
            item.PublishedUtc = day;
        }
    }

    /// <summary>The labels of a list, each once, other words led to the label they stand for.</summary>
    public static IEnumerable<string> LabelsOf(string list, IReadOnlyDictionary<string, string> aliases) =>
        list.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Label).Where(label => label.Length > 0)
            .Select(label => aliases.GetValueOrDefault(label, label)).Distinct(StringComparer.Ordinal);

    /// <summary>Name and value of each line of attributes.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string attributes) => Lines(attributes)
        .Select(line => line.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (line[..at].Trim(), line[(at + 1)..].Trim()) : (line, ""));

    private static IEnumerable<ItemProblem> CheckId(string id)
    {
        if (id.Trim().Length == 0)
        {
            yield return new(nameof(ItemDraft.Id), "ProblemEmpty");
        }
        else if (id.Trim().Length > MostId)
        {
            yield return new(nameof(ItemDraft.Id), "ProblemLong", Short(id), id.Trim().Length, MostId);
        }
        else if (!IdPattern().IsMatch(id.Trim()))
        {
            yield return new(nameof(ItemDraft.Id), "ProblemId", Short(id));
        }
        else if (Pages.Contains(id.Trim()))
        {
            yield return new(nameof(ItemDraft.Id), "ProblemReserved", id.Trim());
        }
    }

    private static IEnumerable<ItemProblem> Facts(ItemDraft draft)
    {
        if (draft.Title.Trim().Length == 0)
        {
            yield return new(nameof(ItemDraft.Title), "ProblemEmpty");
        }

        if (draft.Kind.Trim() is var kind && (kind.Length > MostKind || !KindPattern().IsMatch(kind)))
        {
            yield return kind.Length == 0 ? new(nameof(ItemDraft.Kind), "ProblemEmpty") : new(nameof(ItemDraft.Kind), "ProblemKind", Short(kind), MostKind);
        }

        foreach (var (field, text, most) in new[] { (nameof(ItemDraft.Title), draft.Title, MostTitle), (nameof(ItemDraft.Description), draft.Description, MostDescription), (nameof(ItemDraft.Image), draft.Image, MostImage) })
        {
            if (text.Trim().Length > most)
            {
                yield return new(field, "ProblemLong", Short(text), text.Trim().Length, most);
            }
        }

        if (draft.Year.Trim() is { Length: > 0 } year && (!int.TryParse(year, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) || number is < FirstYear or > LastYear))
        {
            yield return new(nameof(ItemDraft.Year), "ProblemYear", Short(year), FirstYear, LastYear);
        }

        if (draft.Language.Trim() is { Length: > 0 } language && (language.Length > MostLanguage || !LanguagePattern().IsMatch(language)))
        {
            yield return new(nameof(ItemDraft.Language), "ProblemLanguage", Short(language), MostLanguage);
        }

        if (draft.Image.Trim() is { Length: > 0 } image && !Shared.LocalUrl.IsLocal(image) && !(Uri.TryCreate(image, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return new(nameof(ItemDraft.Image), "ProblemImage", Short(image));
        }

        if (!TryDate(draft.Published, out _))
        {
            yield return draft.Published.Trim().Length == 0 ? new(nameof(ItemDraft.Published), "ProblemEmpty") : new(nameof(ItemDraft.Published), "ProblemDate", Short(draft.Published));
        }
    }

    private static IEnumerable<ItemProblem> Labels(ItemDraft draft)
    {
        var creators = Lines(draft.Creators);
        if (creators.Length > MostCreators)
        {
            yield return new(nameof(ItemDraft.Creators), "ProblemMany", creators.Length, MostCreators);
        }

        foreach (var creator in creators.Where(creator => creator.Length > MostCreator))
        {
            yield return new(nameof(ItemDraft.Creators), "ProblemLong", Short(creator), creator.Length, MostCreator);
        }

        foreach (var (field, list, most) in new[] { (nameof(ItemDraft.Genres), draft.Genres, MostGenres), (nameof(ItemDraft.Tags), draft.Tags, MostTags) })
        {
            var labels = LabelsOf(list, new Dictionary<string, string>()).ToList();
            if (labels.Count > most)
            {
                yield return new(field, "ProblemMany", labels.Count, most);
            }

            foreach (var problem in labels.Select(label => CheckLabel(field, label)).OfType<ItemProblem>())
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<ItemProblem> CheckAttributes(string attributes)
    {
        const string Field = nameof(ItemDraft.Attributes);
        var pairs = Pairs(attributes).ToList();
        if (pairs.Count > MostAttributes)
        {
            yield return new(Field, "ProblemMany", pairs.Count, MostAttributes);
        }

        foreach (var (name, value) in pairs)
        {
            if (!AttributePattern().IsMatch(name) || name.Length > MostAttributeName)
            {
                yield return new(Field, "ProblemAttributeName", Short(name), MostAttributeName);
            }

            if (value.Length == 0)
            {
                yield return new(Field, "ProblemAttributeEmpty", Short(name));
            }
            else if (value.Length > MostAttributeValue)
            {
                yield return new(Field, "ProblemLong", Short(value), value.Length, MostAttributeValue);
            }
        }

        foreach (var twice in pairs.CountBy(pair => pair.Name, StringComparer.Ordinal).Where(count => count.Value > 1))
        {
            yield return new(Field, "ProblemAttributeTwice", Short(twice.Key));
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool TryDate(string text, out DateTime day) =>
        DateTime.TryParseExact(text.Trim(), ItemDraft.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out day);

    private static string Short(string text) => text.Trim() is { Length: > 40 } all ? all[..39] + "…" : text.Trim();

    [GeneratedRegex(@"^[\p{L}\p{N}._:~-]+$")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 _-]*$")]
    private static partial Regex KindPattern();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]+)*$")]
    private static partial Regex LanguagePattern();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N} _.-]*$")]
    private static partial Regex AttributePattern();
}
