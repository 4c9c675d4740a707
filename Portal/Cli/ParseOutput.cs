using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Evaluation.Understanding;
using Portal.Domain.Language;

namespace Portal.Cli;

/// <summary>Parsed statements as JSON lines or as text, and how well they were parsed as a table.</summary>
internal static class ParseOutput
{
    private const string Macro = "polarity macro";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task WriteAsync(TextWriter output, IAsyncEnumerable<(StatementLine Line, ParsedStatement Parsed)> statements, bool json)
    {
        await foreach (var (line, parsed) in statements)
        {
            await output.WriteLineAsync(json ? JsonSerializer.Serialize(ToJson(line, parsed), Json) : ToText(line, parsed));
        }
    }

    /// <summary>Every statement that is wrong with what is wrong, then precision, recall and F1 by sort; as JSON the numbers alone.</summary>
    public static async Task WriteScoresAsync(TextWriter output, IAsyncEnumerable<(StatementLine Line, ParsedStatement Parsed)> statements, bool json)
    {
        ClauseScorer scorer = new();
        await foreach (var (line, parsed) in statements)
        {
            var wrong = line.Clauses is { } gold ? scorer.Add(parsed, gold) : [];
            if (wrong.Count > 0 && !json)
            {
                await output.WriteLineAsync($"{line.Id}  {line.Text}{string.Concat(wrong.Select(one => $"{Environment.NewLine}      {one}"))}");
            }
        }

        if (json)
        {
            var scores = scorer.Counts.ToDictionary(pair => pair.Key, pair => (object)new { pair.Value.Precision, pair.Value.Recall, pair.Value.F1, pair.Value.Right, pair.Value.Found, pair.Value.Wanted });
            scores[Macro] = scorer.PolarityMacro;
            await output.WriteLineAsync(JsonSerializer.Serialize(scores, Json));
            return;
        }

        await output.WriteLineAsync($"{"",-20}{"precision",10}{"recall",10}{"F1",10}{"right",8}{"found",8}{"wanted",8}");
        foreach (var (name, count) in scorer.Counts)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name,-20}{count.Precision,10:F3}{count.Recall,10:F3}{count.F1,10:F3}{count.Right,8}{count.Found,8}{count.Wanted,8}"));
        }

        var macro = scorer.PolarityMacro;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Macro,-20}{macro.Precision,10:F3}{macro.Recall,10:F3}{macro.F1,10:F3}"));
    }

    private static object ToJson(StatementLine line, ParsedStatement parsed) => new
    {
        id = line.Id,
        text = line.Text,
        reading = parsed.Reading,
        wanted = parsed.Wanted,
        clauses = parsed.Clauses.Select(clause => new
        {
            polarity = clause.Polarity,
            strength = clause.Strength,
            phrase = clause.Phrase,
            start = clause.Start,
            end = clause.End,
            about = ClauseScorer.About(clause.Subject),
            targets = ClauseScorer.Targets(clause.Subject),
            attribute = (clause.Subject as RangeSubject)?.Attribute,
            least = (clause.Subject as RangeSubject)?.Least,
            most = (clause.Subject as RangeSubject)?.Most,
            text = (clause.Subject as ConceptSubject)?.Text,
            link = new { kind = clause.Link.Kind, score = Math.Round(clause.Link.Score, 3) },
            except = clause.Except.Select(Short),
            scope = clause.Scope,
        }),
        questions = parsed.Questions.Select(question => new { phrase = question.Phrase, start = question.Start, end = question.End, choices = question.Choices.Select(Short) }),
        notUnderstood = parsed.NotUnderstood.Select(span => new { text = line.Text[span.Start..span.End], start = span.Start, end = span.End }),
    };

    private static object Short(Subject subject) => new { about = ClauseScorer.About(subject), targets = ClauseScorer.Targets(subject), text = (subject as ConceptSubject)?.Text };

    private static string ToText(StatementLine line, ParsedStatement parsed) => string.Join(Environment.NewLine,
    [
        $"{line.Id}  {line.Text}{(parsed.Reading == Reading.VocabularyOnly ? "  (not English: words of the catalogue only)" : "")}",
        .. parsed.Clauses.Select(clause => $"      {clause.Polarity,-6}{clause.Strength.ToString("F1", CultureInfo.InvariantCulture),-5}{Write(clause.Subject)}  '{clause.Phrase}'  {clause.Link.Kind} {clause.Link.Score.ToString("F2", CultureInfo.InvariantCulture)}"
            + (clause.Except.Count > 0 ? $"  except {string.Join(", ", clause.Except.Select(Write))}" : "")
            + (clause.Scope is { } scope ? $"  {string.Join(' ', new object?[] { scope.Time, scope.Occasion, scope.Span }.OfType<object>())}" : "")),
        .. parsed.Questions.Select(question => $"      ?     '{question.Phrase}': {string.Join(" or ", question.Choices.Select(Write))}"),
        .. parsed.NotUnderstood.Select(span => $"      not understood: '{line.Text[span.Start..span.End]}'"),
    ]);

    private static string Write(Subject subject) => subject switch
    {
        RangeSubject range => string.Create(CultureInfo.InvariantCulture, $"{range.Attribute} {range.Least}..{range.Most}"),
        ConceptSubject concept => $"concept '{concept.Text}'",
        _ => $"{ClauseScorer.About(subject)} {string.Join(" | ", ClauseScorer.Targets(subject).Take(subject is ItemSubject ? 1 : int.MaxValue))}",
    };
}
