using Portal.Domain.Language.Classification;
using Portal.Domain.Language.Grammar;
using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language;

/// <summary>
/// Understands what people write about their taste: which way, how strongly, what about and when. English is read by a grammar of fixed phrases and
/// lists (<c>cues.txt</c>), where it says nothing by a classifier of words (<see cref="PolarityClassifier"/>); of other languages only words of the
/// catalogue are known. Works without any service, and by meaning too where an encoder is lent. Safe for concurrent use.
/// </summary>
public sealed class StatementParser
{
    private readonly Linker _linker;
    private readonly RangeFinder _ranges;
    private readonly MeaningLinker _meaning;

    /// <summary>Builds the indexes of a vocabulary.</summary>
    /// <param name="vocabulary">The catalogue's words.</param>
    /// <param name="previous">The parser before, whose indexes of words that are still the same are taken over; null for none.</param>
    public StatementParser(Vocabulary vocabulary, StatementParser? previous = null)
    {
        _linker = new Linker(vocabulary, previous?._linker);
        _ranges = new RangeFinder(new Units(vocabulary.Attributes), vocabulary.LatestYear);
        _meaning = new MeaningLinker(vocabulary, previous?._meaning);
    }

    /// <summary>Parses a statement by its words alone. Never fails; what it cannot read is told in <see cref="ParsedStatement.NotUnderstood"/>.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="answers">What the person chose where words may mean several things, by the words in lower case; null for nothing.</param>
    public ParsedStatement Parse(string text, IReadOnlyDictionary<string, Subject>? answers = null) =>
        LanguageGuess.IsEnglish(text) ? Read(text).ToStatement(answers) : VocabularyReading.Of(text, _linker, answers);

    /// <summary>Parses a statement by its words, and ties what they do not tell to the catalogue by meaning.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="answers">What the person chose where words may mean several things, by the words in lower case; null for nothing.</param>
    /// <param name="sense">Encodes phrases; null for words alone.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<ParsedStatement> ParseAsync(string text, IReadOnlyDictionary<string, Subject>? answers, IPhraseSense? sense, CancellationToken cancellationToken)
    {
        if (sense?.EncoderId is null || !LanguageGuess.IsEnglish(text))
        {
            return Parse(text, answers);
        }

        var draft = Read(text);
        await _meaning.LinkAsync(draft, sense, cancellationToken).ConfigureAwait(false);
        return draft.ToStatement(answers);
    }

    private DraftStatement Read(string text)
    {
        var tokens = Tokenizer.Of(text);
        Sweep sweep = new(text, tokens, _linker, _ranges);
        sweep.Run();
        PolarityClassifier.English.Decide(sweep.Drafts, tokens, sweep.Turned);
        return new DraftStatement(text, tokens, sweep.Drafts, sweep.Loose, _linker);
    }
}
