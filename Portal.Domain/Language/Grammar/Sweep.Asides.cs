using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <content>What stands in a statement and is asked for by nobody: verbs, people, and what other sentences are about.</content>
internal sealed partial class Sweep
{
    private static readonly HashSet<string> Owners = new("my our his her the".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> ForSomebody = new("for with suit suits suitable entertain keep and".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> People = new("sister brother daughter son kid child grandchild toddler mother mom father dad wife husband grandmother grandfather nephew niece baby girl boy".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> EverydayVerbs = new("play read watch show book love like see move last run film record visit trip work".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Studies = new("learning learn studying study speak speaks practising practicing teach teaches".Split(' '), StringComparer.Ordinal);

    private bool IsOther(int i, Mention label) => IsVerbHere(i, label.Last - i) || IsCut(i, label) || IsSomebody(i, label) || IsCarrier(i, label);

    // "I love stories" is no love story, and "I read" is no book.
    private bool IsVerbHere(int i, int length) =>
        i > 0 && (length == 1 || _tokens[i].Text is "love" or "like") && EnglishWords.PartsOf(_tokens[i].Text).Contains('v', StringComparison.Ordinal)
        && (_tokens[i - 1].Text is "i" or "we" or "you" or "they" or "he" or "she" or "who" or "i'd" or "don't" or "i'll" or "we'll"
            || (length == 1 && EnglishWords.PartsOf(_tokens[i].Text) is ['v', ..] && _tokens[i - 1].Text is "can" or "could" or "will" or "should" or "might" or "may")
            || (!(_tokens[i - 1].Text is "to" && _tokens[i].Text[^1] == 's') && _tokens[i - 1].Text is "to" or "that" or "which" or "it" or "can" or "really" or "just" or "also" or "would" or "absolutely" && EverydayVerbs.Contains(_tokens[i].Key)));

    // "My daughter plays", "my sister loved": somebody who is no audience to choose for.
    private bool IsSomebody(int i, Mention label) =>
        label.Link.Kind == LinkKind.Alias && People.Contains(_tokens[label.Last - 1].Key) && (Owners.Contains(_tokens[i].Text) ? i : i - 1) is >= 0 and var owner
        && Owners.Contains(_tokens[owner].Text) && !(owner > 0 && ForSomebody.Contains(_tokens[owner - 1].Text)) && label.Last < _tokens.Count && _tokens[label.Last].IsWord;

    // "Nature writing" is nature.
    private bool IsCarrier(int i, Mention label) =>
        label.Last - i == 1 && label.Link.Kind == LinkKind.Alias && label.Subject is LabelSubject && WordClasses.IsCarrier(_tokens[i].Text) && Drafts.Count > 0 && Drafts[^1].Mention.Last == i && Drafts[^1].Mention.Subject is LabelSubject;

    // "For | two players" rather than "for two | players".
    private bool IsCut(int i, Mention label) =>
        WordClasses.IsFunction(_tokens[i].Text) && label.Last - i > 1 && linker.At(_words, i + 1, NextNamed(i + 1)) is { } inner && inner.Last > label.Last;

    // "My commute", "the forecast is scorching", "I'm learning Czech", "only waterfalls … and stiff": somebody's own, the subject of another sentence, a
    // language that nothing is in, or what is said of something else. A refusal that still waits for its subject takes whatever comes.
    private bool IsAside(int first, int last)
    {
        if (_state is { Sense: CueSense.Never or CueSense.Less, HasSubject: false })
        {
            return false;
        }

        var before = first > 0 ? _tokens[first - 1].Text : "";
        var isOwn = before is "my" or "our" or "his" or "her" or "their" or "'s";
        var isSubject = last < _tokens.Count && (_tokens[last].Text is "is" or "are" or "was" or "were" or "will" or "has" or "had" || WordClasses.IsIrregular(_tokens[last].Text)) && CueBook.English.After(_words, last) is null;
        var isStudied = Studies.Contains(before) && LanguageNames.Codes.ContainsKey(_tokens[first].Text);
        var isSaid = last - first == 1 && _state is { HasSubject: true, Sense: CueSense.Only } && EnglishWords.PartsOf(_tokens[first].Text) is ['a', ..];
        return isOwn || isSubject || isStudied || (isSaid && !_except);
    }
}
