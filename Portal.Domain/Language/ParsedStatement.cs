using System.Text.Json.Serialization;

namespace Portal.Domain.Language;

/// <summary>How much of a language is understood.</summary>
public enum Reading
{
    /// <summary>Sentences, with what they refuse and limit.</summary>
    Full,

    /// <summary>Not the language: only words that the catalogue uses itself. The text is a search.</summary>
    VocabularyOnly,
}

/// <summary>What was understood of a statement.</summary>
public sealed record ParsedStatement
{
    /// <summary>The version that is written; what was stored under another one is parsed again.</summary>
    public const int CurrentVersion = 2;

    /// <summary>Version of the stored form.</summary>
    public int Version { get; init; }

    /// <summary>The statement as written.</summary>
    public required string Text { get; init; }

    /// <summary>The text without what it refuses or limits: the query for search by words and by meaning. May be empty.</summary>
    public required string Wanted { get; init; }

    /// <summary>What it says, in the order of the text.</summary>
    public IReadOnlyList<Clause> Clauses { get; init; } = [];

    /// <summary>What has to be asked before it is understood.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Subjects chosen so far, by the question's words in lower case.</summary>
    public IReadOnlyDictionary<string, Subject> Answers { get; init; } = new Dictionary<string, Subject>();

    /// <summary>Words that no clause rests on and that may have meant something.</summary>
    public IReadOnlyList<TextSpan> NotUnderstood { get; init; } = [];

    /// <summary>How much of the language was understood.</summary>
    public Reading Reading { get; init; }

    /// <summary>Whether a chat endpoint parsed it, not the local parser.</summary>
    public bool ByEndpoint { get; init; }

    /// <summary>The clauses that refuse, limit or wish that way.</summary>
    public IEnumerable<Clause> Of(Polarity polarity) => Clauses.Where(clause => clause.Polarity == polarity);

    /// <summary>Labels that wishes name outright, at most two for one wish. They lift an earlier refusal: the latest word counts.</summary>
    [JsonIgnore]
    public IEnumerable<string> WantedLabels =>
        Of(Polarity.More).Select(clause => clause.Subject).OfType<LabelSubject>().Where(subject => subject.Labels.Count <= MostNamed).SelectMany(subject => subject.Labels).Distinct();

    // "light" stands for half a dozen labels and names none of them.
    private const int MostNamed = 2;

    /// <summary>The statement with the clauses that count, and without the words of the others.</summary>
    public ParsedStatement At(ClauseMoment moment) => Keeping(clause => clause.CountsAt(moment));

    /// <summary>The statement without a clause and its words: what pausing the clause leaves of it.</summary>
    /// <param name="key">The clause's <see cref="Clause.Key"/>.</param>
    public ParsedStatement Without(string key) => Keeping(clause => clause.Key != key);

    /// <summary>The statement with labels in place of the other words for them: what was understood before a label got another name stays understood.</summary>
    /// <param name="aliases">Other words, each with the label it stands for.</param>
    public ParsedStatement WithLabels(IReadOnlyDictionary<string, string> aliases)
    {
        return aliases.Count == 0 || !Clauses.Any(clause => clause.Except.Append(clause.Subject).Any(IsOther))
            ? this
            : this with { Clauses = [.. Clauses.Select(clause => clause with { Subject = Meant(clause.Subject), Except = [.. clause.Except.Select(Meant)] })] };

        bool IsOther(Subject subject) => subject is LabelSubject labels && labels.Labels.Any(aliases.ContainsKey);

        Subject Meant(Subject subject) => IsOther(subject)
            ? new LabelSubject([.. ((LabelSubject)subject).Labels.Select(label => aliases.GetValueOrDefault(label, label)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            : subject;
    }

    // Clauses left out before, whose words must stay out.
    private IReadOnlyList<Clause> Silent { get; init; } = [];

    private ParsedStatement Keeping(Func<Clause, bool> counts)
    {
        if (Clauses.All(counts))
        {
            return this;
        }

        var still = Clauses.Where(counts).ToList();
        List<Clause> silent = [.. Silent, .. Clauses.Except(still)];
        var wordsGo = Clauses.Any(clause => clause.Polarity == Polarity.More && !counts(clause));
        return this with { Clauses = still, Silent = silent, Wanted = wordsGo ? WantedText.Of(Text, still.Where(clause => clause.Polarity != Polarity.More).Concat(silent)) : Wanted };
    }
}
