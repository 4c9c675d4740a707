using System.Collections.Frozen;

namespace Portal.Domain.Language;

/// <summary>Guesses whether a text is English, by its script and its commonest words: the grammar knows no other language and does not pretend to.</summary>
internal static class LanguageGuess
{
    private const double MostForeignLetters = 0.3;

    private static readonly FrozenSet<string> English = Set(
        "the a an and or but no not i you we it is are was be with without about of for to from in on that this these those my your like love want need less more only never nothing something anything please under over than just very too by me don't can't i'm good new");

    private static readonly FrozenSet<string> Others = Set(
        "der die das und oder aber kein keine keinen nicht ich wir mit ohne über für von ein eine einen ist sind etwas nichts bitte nur mehr weniger mag möchte gern lieber nie niemals viel sehr auch zu auf dem den im "
        + "le les des du un une et ou mais je nous tu vous ne pas sans avec sur pour est sont rien quelque chose plus moins jamais seulement aime veux voudrais très aussi dans qui que au aux "
        + "el los las una unos y pero nada algo sin con sobre para por es son quiero me gusta gustan más menos nunca solo sólo muy también del al "
        + "il lo gli uno e ma non niente qualcosa senza di che sono voglio mi piace piacciono più meno mai solo molto anche della nel "
        + "o os um uma mas não nada algo sem com sobre para eu quero gosto mais menos nunca só muito também da do no na "
        + "de het een en of maar geen niet ik wij met zonder over voor van iets niets meer minder nooit alleen graag heel ook "
        + "och men inte jag vi med utan om för något inget mer mindre aldrig bara mycket som på "
        + "i nie ja my bez z dla coś nic więcej mniej nigdy tylko bardzo się na w lub ale");

    /// <summary>Whether a text is to be read as English; true for one that is too short to tell.</summary>
    public static bool IsEnglish(string text)
    {
        int letters = 0, foreign = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (System.Text.Rune.IsLetter(rune))
            {
                letters++;
                foreign += rune.Value > 0x24F ? 1 : 0;
            }
        }

        if (letters > 0 && foreign > letters * MostForeignLetters)
        {
            return false;
        }

        int own = 0, other = 0, words = 0;
        foreach (var word in Words.Of(text))
        {
            words++;
            var isEnglish = English.Contains(word.Text.Replace('’', '\''));
            var isOther = Others.Contains(word.Text);
            own += isEnglish && !isOther ? 1 : 0;
            other += isOther && !isEnglish ? 1 : 0;
        }

        return other < 2 || other <= own || other * 6 < words;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
