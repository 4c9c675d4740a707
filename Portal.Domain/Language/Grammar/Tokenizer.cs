namespace Portal.Domain.Language.Grammar;

/// <summary>Splits a text into words and marks of punctuation.</summary>
internal static class Tokenizer
{
    private static readonly HashSet<string> KeepS = new(StringComparer.Ordinal) { "it's", "that's", "there's", "he's", "she's", "what's", "let's", "who's", "here's", "where's", "how's", "everything's", "it's" };

    // Told apart by nothing that matters here, or written without an apostrophe.
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["dont"] = "don't", ["doesn't"] = "don't", ["doesnt"] = "don't", ["didn't"] = "don't", ["didnt"] = "don't", ["cant"] = "can't", ["cannot"] = "can't", ["couldn't"] = "can't", ["couldnt"] = "can't",
        ["wont"] = "won't", ["isnt"] = "isn't", ["aren't"] = "isn't", ["arent"] = "isn't", ["wasn't"] = "isn't", ["wasnt"] = "isn't", ["weren't"] = "isn't", ["ain't"] = "isn't", ["aint"] = "isn't",
        ["wouldnt"] = "wouldn't", ["im"] = "i'm", ["ive"] = "i've", ["havent"] = "haven't", ["hasnt"] = "hasn't", ["thats"] = "that's", ["id"] = "i'd", ["shouldnt"] = "shouldn't", ["mustnt"] = "mustn't",
        ["nope"] = "no", ["nah"] = "no", ["nothin"] = "nothing", ["pls"] = "please", ["plz"] = "please", ["luv"] = "love", ["gimme"] = "give",
    };

    private static readonly Dictionary<string, string> WithNot = new(StringComparer.Ordinal)
    {
        ["do"] = "don't", ["does"] = "don't", ["did"] = "don't", ["can"] = "can't", ["could"] = "can't", ["will"] = "won't", ["is"] = "isn't", ["are"] = "isn't", ["was"] = "isn't", ["were"] = "isn't", ["would"] = "wouldn't",
        ["should"] = "shouldn't", ["must"] = "mustn't", ["have"] = "haven't", ["has"] = "hasn't", ["had"] = "hadn't",
    };

    /// <summary>The tokens in order.</summary>
    public static List<Token> Of(string text)
    {
        List<Token> tokens = [];
        var at = 0;
        var last = 0;
        while (Words.TryNext(text, ref at, out var start, out var end))
        {
            AddMarks(text, last, start, tokens);
            AddWord(text, start, end, tokens);
            last = end;
        }

        AddMarks(text, last, text.Length, tokens);
        return tokens;
    }

    /// <summary>One form for the spellings of a word that mean the same to the grammar.</summary>
    public static string Normal(string word) => Same.GetValueOrDefault(word, word);

    /// <summary>"do not" as one word, as the grammar reads it; null where two words are no such pair.</summary>
    public static string? Joined(string first, string second) => second == "not" ? WithNot.GetValueOrDefault(first) : null;

    private static void AddWord(string text, int start, int end, List<Token> tokens)
    {
        var word = text[start..end].ToLowerInvariant().Replace('’', '\'');
        var capital = char.IsUpper(text[start]);
        if (word.Length > 2 && word.EndsWith("'s", StringComparison.Ordinal) && !KeepS.Contains(word))
        {
            tokens.Add(new Token(Normal(word[..^2]), start, end - 2, true, capital));
            tokens.Add(new Token("'s", end - 2, end, true, false));
            return;
        }

        if (tokens is [.., { IsWord: true } before] && Joined(before.Text, word) is { } joined && string.IsNullOrWhiteSpace(text[before.End..start]))
        {
            tokens[^1] = before with { Text = joined, End = end };
            return;
        }

        tokens.Add(new Token(Normal(word), start, end, true, capital));
    }

    private static void AddMarks(string text, int from, int to, List<Token> tokens)
    {
        for (var i = from; i < to; i++)
        {
            var c = text[i];
            if (c == '\n' || c is ',' or ';' or '.' or '!' or '?' or ':' or '(' or ')' or '—' or '–' or '"' or '“' or '”' or '&' or '+' or '/' or '…' or '=' or '|' or '•' or '>')
            {
                tokens.Add(new Token(c.ToString(), i, i + 1, false, false));
            }
            else if (c == '-' && (i == 0 || char.IsWhiteSpace(text[i - 1]) || text[i - 1] == '-') && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]) || text[i + 1] == '-'))
            {
                tokens.Add(new Token("—", i, i + 1, false, false));
            }
        }
    }
}
