using System.Globalization;
using System.Text.Json;
using Portal.Domain.Evaluation.Files;

namespace Portal.Domain.Evaluation.Understanding;

/// <summary>
/// Reads statements, one a line: a JSON text, an object with <c>text</c> (or <c>statement</c>, <c>input</c>), <c>id</c> and, for a test set, <c>clauses</c>,
/// or the bare text.
/// </summary>
public static class StatementFile
{
    /// <summary>The statements in their order.</summary>
    /// <exception cref="EvaluationFileException">There is no such file, or a line is not understood.</exception>
    public static IReadOnlyList<StatementLine> Read(string path) => [.. EvaluationFiles.Lines(path).Select(line => ReadLine(path, line))];

    private static StatementLine ReadLine(string path, TextLine line)
    {
        var id = line.Number.ToString(CultureInfo.InvariantCulture);
        var text = line.Text.Trim();
        if (text[0] is not ('{' or '"'))
        {
            return new StatementLine(id, text, "", null);
        }

        JsonElement json;
        try
        {
            json = JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            // A sentence may begin with a quotation mark.
            return text[0] == '"' ? new StatementLine(id, text, "", null) : throw Wrong(text, "a JSON object, a JSON text or the bare statement");
        }

        if (json.ValueKind == JsonValueKind.String)
        {
            return new StatementLine(id, json.GetString()!, "", null);
        }

        var statement = JsonLines.Text(JsonLines.First(json, "text", "statement", "input")) ?? throw Wrong(text, "a 'text' (or statement, input)");
        var clauses = JsonLines.First(json, "clauses");
        return clauses is { ValueKind: not JsonValueKind.Array }
            ? throw Wrong(text, "a list in 'clauses'")
            : new StatementLine(
                JsonLines.Text(JsonLines.First(json, "id")) ?? id, statement, JsonLines.Text(JsonLines.First(json, "catalogue")) ?? "", clauses is { } list ? [.. list.EnumerateArray().Select(ReadClause)] : null);

        EvaluationFileException Wrong(string found, string expected) => new(path, line.Number, expected, found);

        GoldClause ReadClause(JsonElement clause)
        {
            var polarity = JsonLines.Text(JsonLines.First(clause, "polarity")) ?? throw Wrong(clause.GetRawText(), "a 'polarity' in every clause");
            var about = JsonLines.Text(JsonLines.First(clause, "about")) ?? throw Wrong(clause.GetRawText(), "an 'about' in every clause");
            return new GoldClause(polarity, about, JsonLines.Texts(JsonLines.First(clause, "targets")) ?? throw Wrong(clause.GetRawText(), "a list of texts in 'targets'"))
            {
                Attribute = JsonLines.Text(JsonLines.First(clause, "attribute")) ?? "",
                Least = Number(clause, "least"),
                Most = Number(clause, "most"),
                Text = JsonLines.Text(JsonLines.First(clause, "text")) ?? "",
            };
        }

        static double? Number(JsonElement clause, string name) => JsonLines.First(clause, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
    }
}
