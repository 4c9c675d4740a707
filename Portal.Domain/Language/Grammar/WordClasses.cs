using System.Collections.Frozen;
using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <summary>Words by what the grammar makes of them, from <c>classes.txt</c>.</summary>
internal static class WordClasses
{
    private static readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> All = new(() => WordList.Lines("classes.txt")
        .Select(line => line.Split(' '))
        .GroupBy(words => words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.SelectMany(words => words.Skip(1)).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal));

    private static readonly FrozenSet<string> Openers = "a an the my your some any one".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsFunction(string word) => Is("function", word);

    public static bool IsGeneric(string word) => Is("generic", word);

    public static bool IsBland(string word) => Is("bland", word);

    public static bool IsVerb(string word) => Is("verb", word) || (EnglishWords.PartsOf(word) is ['v', ..] && !IsFunction(word));

    public static bool IsCarrier(string word) => Is("carrier", word) || Is("carrier", Inflection.Key(word));

    public static bool LeadsToSubject(string word) => Is("about", word);

    public static bool Tells(string word) => Is("telling", word);

    public static bool IsPerson(string word) => Is("person", word);

    public static bool IsTold(string word) => Is("told", word);

    public static bool IsBright(string word) => Is("bright", word);

    public static bool IsIrregular(string word) => Is("irregular", word);

    public static bool IsArticle(string word) => Openers.Contains(word);

    /// <summary>Whether a word may be part of a concept: a noun, an adjective, or a word no dictionary has.</summary>
    public static bool IsContent(Token token) =>
        token.IsWord && token.Text.Length > 1 && !IsFunction(token.Text) && !IsVerb(token.Text) && EnglishWords.PartsOf(token.Text) is not ['r', ..];

    private static bool Is(string name, string word) => All.Value[name].Contains(word);
}
