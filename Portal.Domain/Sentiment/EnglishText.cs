using System.Collections.Frozen;
using Portal.Domain.Language;

namespace Portal.Domain.Sentiment;

/// <summary>Tells whether a text is in English, by the words that hold its sentences together.</summary>
internal static class EnglishText
{
    private const double LeastLatin = 0.7, LeastKnown = 0.34;

    private static readonly FrozenSet<string> Foreign = (
        "der die das und ist nicht ein eine mit war sehr aber ich wir auch von zu den dem es gut schlecht "
        + "le la les un une des et est pas avec très mais je il elle nous dans sur pour que qui ce cette c'est j'ai "
        + "el los las una y es no muy pero con por para que me lo su más como estuvo fue buena bueno "
        + "il lo gli della che è non molto ma con per sono era bello bella storia "
        + "o os as um uma e é não muito mas com por do da foi bom "
        + "het een en niet maar met van heel was goed ik wij zijn "
        + "och det är inte men med som mycket jag vi på en ett bra og ikke meget jeg var på").Split(' ').Distinct().ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Vocabulary = LabelledSentence.All.SelectMany(sentence => Words.Of(sentence.Text)).Select(word => word.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the text can be taken for English. A text without a word cannot.</summary>
    public static bool IsLikely(string text)
    {
        var letters = text.Count(char.IsLetter);
        if (letters == 0 || text.Count(c => char.IsLetter(c) && c < 0x250) < LeastLatin * letters)
        {
            return false;
        }

        var words = Words.Of(text);
        var known = words.Count(word => Vocabulary.Contains(word.Stem) || OpinionLexicon.English.Knows(word.Text));
        var foreign = words.Count(word => Foreign.Contains(word.Text) && !Vocabulary.Contains(word.Stem));
        return known >= LeastKnown * words.Count && known > foreign;
    }
}
