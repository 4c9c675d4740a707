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
    private const long MostScores = 120_000_000;

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
        var parts = FusedParts.For(data);
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

            BlendSearch.Add(scores, part, weight, gate, known.History.Length, _support);
        }

        for (var i = 0; i < any.Length; i++)
        {
            scores[i] = any[i] ? scores[i] : float.NaN;
        }
    }

    private static List<(FusedPart Part, Func<IRankingModel> Create, double Weight, Gate Gate)> Tune(FitContext context, IReadOnlyList<FusedPart> parts, CancellationToken cancellationToken)
    {
        var (inner, all) = context.Protocol.Validation(context.Data, context.Seed);
        if (all.Count == 0)
        {
            return [.. parts.Select(part => (part, (Func<IRankingModel>)part.Default, part.DefaultWeight, part.Gates[0]))];
        }

        var cases = Sample(all, (int)Math.Min(MostCases, Math.Max(100, MostScores / ((long)context.Data.ItemCount * parts.Count))));
        ValidationCases validation = new(context with { Data = inner }, cases, cancellationToken);
        List<Func<IRankingModel>> creators = [];
        List<BlendPart> blend = [];
        List<double> alone = [];
        foreach (var part in parts)
        {
            // The scores of the best configuration are kept, so that it need not be fitted again for the weights.
            var (best, value) = (default(float[][]), double.NegativeInfinity);
            creators.Add(part.Choose(model =>
            {
                var scores = validation.Scores(model, Calibrate);
                var reached = validation.Judge((c, to) => scores[c].CopyTo(to));
                if (best is null || reached > value)
                {
                    (best, value) = (scores, reached);
                }

                return reached;
            }));
            alone.Add(value);
            blend.Add(new BlendPart(best!, part.Gates, Leads: false));
        }

        var lead = alone.IndexOf(alone.Max());
        blend[lead] = blend[lead] with { Leads = true };
        BlendSearch search = new([.. cases.Select(one => one.History.Length)], Support(inner), validation.Judge);
        var weights = search.Search(blend, cancellationToken);
        return [.. parts.Select((part, p) => (part, creators[p], weights[p].Weight, weights[p].Gate))];
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
