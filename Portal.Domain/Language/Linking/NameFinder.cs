using Portal.Domain.Catalogue;
using Portal.Domain.Language.Grammar;

namespace Portal.Domain.Language.Linking;

/// <summary>Finds titles and creators in a text.</summary>
internal sealed class NameFinder(Vocabulary vocabulary, TitleLexicon titles, CreatorIndex creators, Func<string, bool> isLabel)
{
    private const double SurnameScore = 0.9;

    private static readonly HashSet<string> ByWords = new(StringComparer.Ordinal) { "by", "from", "directed", "starring", "author", "director", "writer", "composer", "artist", "designer", "of", "chef", "host", "narrator", "with" };

    // Before a lower-case title: "something like arrival".
    private static readonly string[] Likening = ["like", "similar", "resembling", "vein", "spirit", "fans", "loved", "enjoyed", "adored", "remind", "reminds"];

    public CreatorIndex Creators => creators;

    public TitleLexicon Titles => titles;

    /// <summary>The titles in a text, each with the items that bear it; one that is also a label is only found where it looks like a title beyond doubt.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    public IEnumerable<Mention> FindTitles(string text, IReadOnlyList<Token> tokens)
    {
        foreach (var found in titles.Find(text, loose: tokens.Any(token => Likening.Contains(token.Text))))
        {
            var first = IndexOf(tokens, found.Start);
            var last = first;
            while (last < tokens.Count && tokens[last].Start < found.End)
            {
                last++;
            }

            if (first < 0 || first == last)
            {
                continue;
            }

            var item = Choose(found, tokens);
            var key = PhraseKey.Of(text[found.Start..found.End]);
            Mention mention = new() { First = first, Last = last, Subject = new ItemSubject(item.Id, item.Title), Link = new Link(LinkKind.Exact, 1) };
            if (isLabel(key) && found.Words == 1 && !(first > 0 && (tokens[first - 1].Text is "like" or "to" || !tokens[first - 1].IsWord && tokens[first - 1].Text is "\"" or "“")))
            {
                continue;
            }

            yield return mention;
        }
    }

    /// <summary>The creator or creators that the words from a token on name; null for none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="at">Where to look.</param>
    public Mention? CreatorAt(string text, IReadOnlyList<Token> tokens, int at)
    {
        if (creators.Longest == 0 || !tokens[at].IsWord)
        {
            return null;
        }

        for (var length = Math.Min(creators.Longest, tokens.Count - at); length > 0; length--)
        {
            if (Join(tokens, at, length, out var last) is not { } words)
            {
                continue;
            }

            if (creators.ByName(words) is { Count: > 0 } named && (last - at > 1 || MayBeName(text, tokens, at, last)))
            {
                return Of(named, at, last, 1);
            }

            if (length <= 2 && creators.BySurname(words) is { Count: > 0 } family && MayBeName(text, tokens, at, last))
            {
                return IsSiblings(tokens, last) ? Of([family[0]], at, last + 1, SurnameScore) : Of(family, at, last, SurnameScore);
            }
        }

        return null;
    }

    private static Mention Of(IReadOnlyList<string> names, int first, int last, double score) => new()
    {
        First = first,
        Last = last,
        Subject = new CreatorSubject(names[0]),
        Choices = names.Count > 1 ? [.. names.Take(3).Select(name => new CreatorSubject(name))] : [],
        Link = new Link(score == 1 ? LinkKind.Exact : LinkKind.Alias, score),
    };

    private static bool IsSiblings(IReadOnlyList<Token> tokens, int at) => at < tokens.Count && tokens[at].Text is "brothers" or "sisters" or "siblings";

    // One word may be a name where it has a capital letter that no beginning of a sentence and no dictionary explains, or where "by" announces it.
    private bool MayBeName(string text, IReadOnlyList<Token> tokens, int first, int last)
    {
        var before = first > 0 ? tokens[first - 1] : null;
        var announced = before is { IsWord: true } && ByWords.Contains(before.Text);
        var owned = last < tokens.Count && tokens[last].Text == "'s";
        var opens = before is null || (!before.IsWord && before.Text is "." or "!" or "?" or "\n" or ":" or "—" or "\"" or "•");
        var isWord = last - first == 1 && (EnglishWords.IsKnown(tokens[first].Text) || isLabel(tokens[first].Key));
        if (before is { IsWord: true, IsCapital: true } && !ByWords.Contains(before.Text) && !EnglishWords.IsKnown(before.Text) && string.IsNullOrWhiteSpace(text[before.End..tokens[first].Start]) && !WordClasses.IsFunction(before.Text))
        {
            // Another person's first name.
            return false;
        }

        return tokens[first].IsCapital || tokens[last - 1].IsCapital
            ? !isWord || (!opens && (announced || owned || !isLabel(tokens[first].Key)))
            : before?.Text is "by" or "directed" or "starring" || !isWord && (last - first > 1 || announced || owned || tokens[first].Text.Length > 4);
    }

    // Joins words of a name; initials may have a full stop.
    private static string? Join(IReadOnlyList<Token> tokens, int at, int length, out int last)
    {
        List<string> words = [];
        for (last = at; last < tokens.Count && words.Count < length; last++)
        {
            if (tokens[last].IsWord)
            {
                if (tokens[last].Text == "'s")
                {
                    return null;
                }

                words.Add(CreatorIndex.Fold(tokens[last].Text));
            }
            else if (!(tokens[last].Text == "." && words is [.., { Length: 1 }]))
            {
                return null;
            }
        }

        return words.Count == length ? string.Join(' ', words) : null;
    }

    // The film and the book of one name: the one whose kind the text names, else the first.
    private Item Choose(TitleMention found, IReadOnlyList<Token> tokens)
    {
        var items = found.Same.Select(position => vocabulary.Items[position]).ToList();
        return items.FirstOrDefault(item => tokens.Any(token => token.Key == Inflection.Key(item.Kind))) ?? vocabulary.Items[found.Position];
    }

    private static int IndexOf(IReadOnlyList<Token> tokens, int start)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Start >= start)
            {
                return i;
            }
        }

        return -1;
    }
}
