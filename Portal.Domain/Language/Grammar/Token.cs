using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <summary>A word or a mark of punctuation.</summary>
/// <param name="Text">Lower-cased, with plain apostrophes; "do not" and its like are one token, <c>don't</c>.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="IsWord">Whether it is a word or number, not punctuation.</param>
/// <param name="IsCapital">Whether it begins with a capital letter.</param>
internal sealed record Token(string Text, int Start, int End, bool IsWord, bool IsCapital)
{
    /// <summary>The form in which words are compared.</summary>
    public string Key { get; } = IsWord ? Inflection.Key(CreatorIndex.Fold(Text)) : Text;

    /// <summary>The token as if it were written otherwise.</summary>
    public Token As(string text) => new(text, Start, End, IsWord, IsCapital);
}
