using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <summary>A statement in the making: its drafts, and how they become clauses and questions.</summary>
internal sealed class DraftStatement(string text, List<Token> tokens, List<Draft> drafts, List<Mention> loose, Linker linker)
{
    private static readonly HashSet<string> Politeness = new("please thanks thank sorry you cheers though pls".Split(' '), StringComparer.Ordinal);

    /// <summary>The drafts, in the order of the text.</summary>
    public IReadOnlyList<Draft> Drafts => drafts;

    /// <summary>The words of a mention as written.</summary>
    public string PhraseOf(Mention mention) => text[tokens[mention.First].Start..tokens[mention.Last - 1].End];

    /// <summary>Words that may have meant something and are asked for nowhere; what meaning finds in them becomes a wish.</summary>
    public List<Mention> Loose => loose;

    /// <summary>Makes clauses of the drafts.</summary>
    /// <param name="answers">What the person chose, by the words in lower case; null for nothing.</param>
    public ParsedStatement ToStatement(IReadOnlyDictionary<string, Subject>? answers)
    {
        drafts.RemoveAll(IsCarrier);
        drafts.RemoveAll(IsWanted);
        Dictionary<string, Clause> clauses = new(StringComparer.Ordinal);
        List<Question> questions = [];
        foreach (var draft in drafts)
        {
            var phrase = PhraseOf(draft.Mention);
            var link = draft.Mention.Link;
            IReadOnlyList<Subject> subjects = [draft.Mention.Subject ?? new ConceptSubject(phrase)];
            if (draft.Mention.Choices.Count > 1 && answers?.GetValueOrDefault(phrase.ToLowerInvariant()) is { } answer)
            {
                (subjects, link) = ([answer], new Link(LinkKind.Answered, 1));
            }
            else if (draft.Mention.Choices.Count > 1)
            {
                questions.Add(new Question(tokens[draft.Mention.First].Start, tokens[draft.Mention.Last - 1].End, phrase, draft.Mention.Choices));
                subjects = draft.Sense == CueSense.Never ? draft.Mention.Choices : [];
            }

            foreach (var subject in subjects)
            {
                var clause = Make(draft, draft.Sense == CueSense.Never ? linker.Widen(subject) : draft.Sense == CueSense.More ? linker.Name(subject) : subject, link);
                clauses.TryAdd(clause.Key, clause);
            }
        }

        Clause[] ordered = [.. clauses.Values.OrderBy(clause => clause.Start).ThenBy(clause => clause.End)];
        return new ParsedStatement
        {
            Version = ParsedStatement.CurrentVersion,
            Text = text,
            Wanted = WantedText.Of(text, ordered.Where(clause => clause.Polarity != Polarity.More)),
            Clauses = ordered,
            Questions = [.. questions.DistinctBy(question => question.Phrase)],
            Answers = answers ?? new Dictionary<string, Subject>(),
            NotUnderstood = [.. loose.Select(mention => new TextSpan(tokens[mention.First].Start, tokens[mention.Last - 1].End))],
        };
    }

    private Clause Make(Draft draft, Subject subject, Link link)
    {
        var (first, last) = (draft.Mention.First, draft.Mention.Last);
        if (draft.Sense is not CueSense.More && subject is LabelSubject or ConceptSubject)
        {
            // "gory scenes", "war movies": the noun carries the subject.
            while (last < tokens.Count && tokens[last].IsWord && WordClasses.IsCarrier(tokens[last].Text))
            {
                last++;
            }
        }

        var behind = last;
        while (behind < tokens.Count && tokens[behind].IsWord && Politeness.Contains(tokens[behind].Text))
        {
            behind++;
        }

        return new Clause
        {
            Start = draft.Start,
            End = Math.Max(draft.End, draft.Sense is CueSense.More ? tokens[last - 1].End : tokens[behind - 1].End),
            Phrase = text[tokens[first].Start..tokens[last - 1].End],
            Polarity = draft.Sense switch { CueSense.Less => Polarity.Less, CueSense.Never => Polarity.Never, CueSense.Only => Polarity.Only, _ => Polarity.More },
            Strength = draft.Strength,
            Subject = subject,
            Link = link,
            Except = [.. draft.Except.Select(mention => mention.Subject ?? new ConceptSubject(PhraseOf(mention))).DistinctBy(spared => spared.Key)],
            Scope = draft.Scope,
        };
    }

    // A kind in a refusal or requirement only carries the other subject: "no horror movies", "only Korean films".
    private bool IsCarrier(Draft draft) =>
        draft.IsKind && draft.Sense is not CueSense.More
        && drafts.Any(other => other != draft && !other.IsKind && other.Group == draft.Group && (other.Phrase == draft.Phrase || other.Mention.IsBound || IsAbout(draft, other)));

    // "Science fiction, but no science fiction horror" refuses horror.
    private bool IsWanted(Draft draft) =>
        draft is { Sense: CueSense.Never, Mention.Subject: { } subject }
        && drafts.Any(other => other != draft && other.Sense == CueSense.Never && other.Phrase == draft.Phrase)
        && drafts.Any(other => other.Sense == CueSense.More && other.Mention.Subject?.Key == subject.Key);

    // "films with violence", "books by Le Guin"
    private bool IsAbout(Draft kind, Draft other)
    {
        if (other.Mention.First < kind.Mention.Last || other.Mention.First - kind.Mention.Last > 6)
        {
            return false;
        }

        for (var i = kind.Mention.Last; i < other.Mention.First; i++)
        {
            if (!tokens[i].IsWord || tokens[i].Text is "and" or "or" or "nor")
            {
                return false;
            }
        }

        return true;
    }
}
