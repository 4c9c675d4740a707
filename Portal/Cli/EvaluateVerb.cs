using System.CommandLine;
using Portal.Diagnostics;
using Portal.Domain.Embedding;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Loading;
using Portal.Domain.Evaluation.Models;

namespace Portal.Cli;

/// <summary>Measures models on files, which needs neither a database nor a data folder; and the portal's own controls on its own data.</summary>
internal sealed class EvaluateVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Command command = new("evaluate", """
            Measure recommendation models on files of your own, or on the known splits of public data.

            Files: fields separated by tab, comma or blanks, with or without a header. Item files: one JSON object per line (id, title, text, tags).
            """);
        foreach (var protocol in EvaluateProtocols.All)
        {
            command.Add(Create(protocol));
        }

        command.Add(EvaluateControl.Create(portal));
        return command;
    }

    private static Command Create(EvaluateProtocol protocol)
    {
        EvaluateOptions common = new();
        Command command = new(protocol.Name, protocol.Description);
        foreach (var option in protocol.Options.Concat(common.All))
        {
            command.Add(option);
        }

        if (protocol.Argument is { } argument)
        {
            command.Add(argument);
        }

        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, () => RunAsync(protocol, common, parse, ct), ct));
        return command;
    }

    private static async Task RunAsync(EvaluateProtocol protocol, EvaluateOptions common, ParseResult parse, CancellationToken ct)
    {
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var json = parse.GetValue(common.Json);
        var (task, models, rerankings) = await Task.Run(() => Load(protocol, common, parse), ct);
        using var encoder = models.Any(model => model.Needs.HasFlag(ModelNeeds.Encoder)) ? await EvaluateEncoder.LoadAsync(ct) : EvaluateEncoder.None;
        task = task with { Notes = [.. task.Notes, .. encoder.Notes] };
        EvaluationReport? report = null;
        await ConsoleProgress.RunAsync(json ? error : output, "Evaluating", async progress =>
        {
            ModelResources resources = new(encoder.Encoder);
            var told = new Relay(progress);
            report = await Task.Run(() => EvaluationRunner.Run(task, models.SelectMany(model => WithRerankings(model.CreateFor(task, resources), rerankings)), parse.GetValue(common.Seed), told, cancellationToken: ct), ct);
        }, TimeProvider.System);
        if (json)
        {
            await output.WriteLineAsync(report!.ToJson());
        }
        else
        {
            EvaluateTable.Write(output, report!, task.Shown);
        }
    }

    /// <summary>The task, and those of the wanted models that can work on it.</summary>
    private static (EvaluationTask Task, IReadOnlyList<RankingModelEntry> Models, IReadOnlyList<ListReranking> Rerankings) Load(EvaluateProtocol protocol, EvaluateOptions common, ParseResult parse)
    {
        try
        {
            var wanted = RankingModels.Find(common.ModelNames(parse));
            var rerankings = common.Rerankings(parse);
            var task = protocol.Load(parse, common.Read(parse));
            var (able, notes) = RankingModels.For(task.Data, wanted);
            return able.Count > 0
                ? (task with { Notes = [.. task.Notes, .. notes] }, able, rerankings)
                : throw new VerbException($"None of the models can work on these files. {string.Join(' ', notes)}", ExitCode.BadArguments);
        }
        catch (Exception e) when (e is EvaluationFileException or ArgumentException)
        {
            throw new VerbException(e.Message, ExitCode.BadArguments);
        }
    }

    private static IEnumerable<IRankingModel> WithRerankings(IRankingModel model, IReadOnlyList<ListReranking> rerankings)
    {
        if (rerankings.Count == 0)
        {
            return [model];
        }

        FitOnce once = new(model);
        return [once, .. rerankings.Select(reranking => new RerankedModel(once, reranking))];
    }

    private sealed class Relay(IProgress<WorkProgress> progress) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) =>
            progress.Report(new WorkProgress(value.Scored, value.Cases, value.Scored == 0 ? $"{value.Model} learns" : value.Model));
    }
}
