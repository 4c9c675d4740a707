using System.Globalization;
using Portal.Domain.Evaluation.Tuning;
using Portal.Domain.Fusion;

namespace Portal.Domain.Evaluation.Models;

/// <summary>
/// What the portal serves from: long-term behaviour, short-term behaviour, content, language and popularity, each on one
/// scale (<see cref="Calibration"/>), in a weighted sum whose weights depend on how much is known.
/// </summary>
/// <remarks>
/// Parameters of the parts and their weights are chosen on a validation part of the training data, made in the manner of the
/// protocol; where that yields no cases (P7) the defaults of <see cref="FusedParts"/> stand.
/// </remarks>
public sealed class FusedModel : IRankingModel
{
    // More cases than these choose no better weights, but cost time and memory.
    private const int MostCases = 1000;
    private const long MostScores = 150_000_000;

    private readonly List<(IRankingModel Model, double Weight, Gate Gate)> _parts = [];
    private MentionedItems? _mentions;
    private float[] _support = [];

    /// <inheritdoc/>
    public string Name => "fused";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters { get; private set; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        var data = context.Data;
        var parts = FusedParts.For(data, context.Protocol.Asks);
        _mentions = MentionedItems.In(data);
        var chosen = Tune(context, parts, cancellationToken);
        _support = Support(data);
        _parts.Clear();
        Dictionary<string, object> parameters = [];
        foreach (var (part, create, weight, gate) in chosen)
        {
            parameters[$"weight:{part.Name}"] = weight == 0 || gate == Gate.Open ? weight : string.Create(CultureInfo.InvariantCulture, $"{weight:0.##}, {gate}");
            if (weight == 0)
            {
                continue;
            }

            var model = create();
            model.Fit(context, cancellationToken);
            _parts.Add((model, weight, gate));
            foreach (var (key, value) in model.Parameters)
            {
                parameters[$"{part.Name}:{key}"] = value;
            }
        }

        Parameters = parameters;
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores)
    {
        var known = _mentions?.AddTo(one) ?? one;
        var part = new float[scores.Length];
        var any = new bool[scores.Length];
        scores.Clear();
        foreach (var (model, weight, gate) in _parts)
        {
            model.Score(known, part);
            Calibrate(known, part);
            for (var i = 0; i < part.Length; i++)
            {
                any[i] |= !float.IsNaN(part[i]);
                part[i] = float.IsNaN(part[i]) ? 0 : part[i];
            }

            BlendSearch.Add(scores, part, weight, gate, new CaseEvidence(known.History.Length, _support));
        }

        for (var i = 0; i < any.Length; i++)
        {
            scores[i] = any[i] ? scores[i] : float.NaN;
        }
    }

    private static List<(FusedPart Part, Func<IRankingModel> Create, double Weight, Gate Gate)> Tune(FitContext context, IReadOnlyList<FusedPart> parts, CancellationToken cancellationToken)
    {
        var folds = Folds(context, parts.Count, cancellationToken);
        if (folds.Count == 0)
        {
            return [.. parts.Select(part => (part, (Func<IRankingModel>)part.Default, part.UntunedWeight, Gate.Open))];
        }

        List<Func<IRankingModel>> creators = [];
        List<BlendPart> blend = [];
        foreach (var part in parts)
        {
            // The scores of the best configuration are kept, so that it need not be fitted again for the weights.
            var (best, value) = (default(float[][]), double.NegativeInfinity);
            var create = part.Choose(model =>
            {
                var scores = folds[0].Scores(model, Calibrate);
                var reached = folds[0].Judge((c, to) => scores[c].CopyTo(to));
                if (best is null || reached > value)
                {
                    (best, value) = (scores, reached);
                }

                return reached;
            });
            creators.Add(create);
            blend.Add(new BlendPart([.. best!, .. folds.Skip(1).SelectMany(fold => fold.Scores(create(), Calibrate))], part.Gates, part.StartWeight));
        }

        BlendSearch search = new([.. folds.SelectMany(fold => fold.Evidence)], scores => Judge(folds, scores));
        var weights = search.Search(blend, cancellationToken);
        return [.. parts.Select((part, p) => (part, creators[p], weights[p].Weight, weights[p].Gate))];
    }

    // Several parts put aside in turn: one alone is governed by the few popular items that happen to be in it.
    private static List<ValidationCases> Folds(FitContext context, int parts, CancellationToken cancellationToken)
    {
        List<ValidationCases> folds = [];
        var most = (int)Math.Clamp(MostScores / ((long)context.Data.ItemCount * parts * context.Protocol.Folds), 100, MostCases);
        for (var fold = 0; fold < context.Protocol.Folds; fold++)
        {
            var (inner, all) = context.Protocol.Validation(context.Data, unchecked(context.Seed + (fold * 7919)));
            if (all.Count > 0)
            {
                folds.Add(new ValidationCases(context with { Data = inner }, Sample(all, most), Support(inner), cancellationToken));
            }
        }

        return folds;
    }

    private static double Judge(List<ValidationCases> folds, CaseScores scores)
    {
        var (sum, first) = (0.0, 0);
        foreach (var fold in folds)
        {
            var offset = first;
            sum += fold.Judge((c, to) => scores(offset + c, to));
            first += fold.Count;
        }

        return sum / folds.Count;
    }

    // Cold items are another population than those with behaviour: where only some are ranked, the scale is theirs.
    private static void Calibrate(EvaluationCase one, float[] scores)
    {
        const int enoughForAScale = 200;
        if (one.Candidates is not { Length: >= enoughForAScale } candidates)
        {
            Calibration.Calibrate(scores, scores);
            return;
        }

        var some = new float[candidates.Length];
        for (var i = 0; i < some.Length; i++)
        {
            some[i] = scores[candidates[i]];
        }

        Calibration.Calibrate(some, some);
        Array.Fill(scores, float.NaN);
        for (var i = 0; i < some.Length; i++)
        {
            scores[candidates[i]] = some[i];
        }
    }

    private static IReadOnlyList<EvaluationCase> Sample(IReadOnlyList<EvaluationCase> cases, int most) =>
        cases.Count <= most ? cases : [.. Enumerable.Range(0, most).Select(i => cases[(int)((long)i * cases.Count / most)])];

    private static float[] Support(TrainingData data)
    {
        var support = new float[data.ItemCount];
        foreach (var item in data.Histories.SelectMany(history => history))
        {
            support[item]++;
        }

        return support;
    }
}
