using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Demo;
using Portal.Domain.Catalogue;
using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Understanding;
using Portal.Domain.Language;

namespace Portal.Cli;

/// <summary>Prints what is understood of statements, or how well. Needs neither a database nor a data folder, so it never builds the portal.</summary>
internal sealed class ParseVerb : IVerb
{
    private const string DemoName = "demo";
    private const int WarmUp = 20;

    public Command Create(PortalFactory portal)
    {
        Option<string?> items = new("--items") { Description = "The catalogue: JSON lines of id, kind, title, creators, genres, tags, year, language and any numbers. Default: the demo." };
        Option<string> statements = new("--statements") { Description = "The statements, one a line: JSON texts, JSON objects with a text, or bare text.", Required = true };
        Option<bool> json = new("--json") { Description = "Print one JSON object per statement." };
        Option<bool> gold = new("--gold") { Description = "Compare with the 'clauses' of the statements and print precision, recall and F1: clause (target and polarity right), link (target right), polarity (which way the linked ones point; macro: mean over the four), constraint (never and only)." };
        Option<string> encoder = new("--encoder") { Description = "Tie words to labels by meaning with the built-in text encoder (default), or by letters and synonyms alone (none).", DefaultValueFactory = _ => "default" };
        encoder.AcceptOnlyFromAmong("default", "none");
        Command command = new("parse", "Print what is understood of statements: their clauses, questions, and words without a meaning.") { items, statements, json, gold, encoder };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var (lines, parsers) = await Task.Run(() => Load(parse.GetRequiredValue(statements), parse.GetValue(items)), ct);
            if (parse.GetValue(gold) && lines.All(line => line.Clauses is null))
            {
                throw new VerbException("--gold needs statements with their 'clauses'; the file has none.", ExitCode.BadArguments);
            }

            using var loaded = parse.GetValue(encoder) == "none" ? EvaluateEncoder.None : await EvaluateEncoder.LoadAsync(ct);
            foreach (var note in loaded.Notes)
            {
                await error.WriteLineAsync(note);
            }

            ParsedLines parsed = new(lines, parsers, loaded.Encoder is { } own ? new EncodedPhrases(own) : null);
            await parsed.WarmUpAsync(WarmUp, ct);
            if (parse.GetValue(gold))
            {
                await ParseOutput.WriteScoresAsync(output, parsed.ReadAsync(ct), parse.GetValue(json));
            }
            else
            {
                await ParseOutput.WriteAsync(output, parsed.ReadAsync(ct), parse.GetValue(json));
            }

            await error.WriteLineAsync(parsed.Times());
        }, ct));
        return command;
    }

    private static (IReadOnlyList<StatementLine> Lines, Dictionary<string, StatementParser> Parsers) Load(string statements, string? items)
    {
        try
        {
            var lines = StatementFile.Read(statements);
            Dictionary<string, StatementParser> parsers = new(StringComparer.Ordinal);
            if (items is not null)
            {
                parsers[""] = new StatementParser(Vocabulary.Of(CatalogueLines.Read(items)));
            }

            if (items is null || lines.Any(line => line.Catalogue == DemoName))
            {
                parsers[DemoName] = new StatementParser(Vocabulary.Of(DemoItems()));
            }

            return (lines, parsers);
        }
        catch (EvaluationFileException e)
        {
            throw new VerbException(e.Message, ExitCode.BadArguments);
        }
    }

    private static List<Item> DemoItems() => [.. Directory.EnumerateFiles(Path.Combine(DemoCatalogue.Folder, "catalogue"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(CatalogueLines.Read)];

    /// <summary>Parses statements one by one and keeps the times.</summary>
    private sealed class ParsedLines(IReadOnlyList<StatementLine> lines, Dictionary<string, StatementParser> parsers, IPhraseSense? sense)
    {
        private readonly List<double> _milliseconds = [];

        /// <summary>The first statements pay for the compiler, the word lists and the vectors of the labels.</summary>
        public async Task WarmUpAsync(int most, CancellationToken ct)
        {
            foreach (var parser in parsers.Values)
            {
                foreach (var line in lines.Take(most))
                {
                    await parser.ParseAsync(line.Text, null, sense, ct);
                }

                await parser.ParseAsync("no brass bagpipes, something about lighthouse keepers", null, sense, ct);
            }
        }

        public async IAsyncEnumerable<(StatementLine Line, ParsedStatement Parsed)> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            foreach (var line in lines)
            {
                var parser = parsers.GetValueOrDefault(line.Catalogue) ?? parsers.GetValueOrDefault("") ?? parsers[DemoName];
                var start = Stopwatch.GetTimestamp();
                var parsed = await parser.ParseAsync(line.Text, null, sense, ct);
                _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                yield return (line, parsed);
            }
        }

        public string Times()
        {
            double[] sorted = [.. _milliseconds.Order()];
            return string.Create(CultureInfo.InvariantCulture, $"{sorted.Length} statements; ms each: p50 {At(0.5):F2}, p95 {At(0.95):F2}, p99 {At(0.99):F2}");

            double At(double share) => sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(share * sorted.Length) - 1)];
        }
    }
}
