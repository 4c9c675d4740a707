using Portal.Domain.Collaborative;
using Portal.Domain.Evaluation.Tuning;
using Portal.Domain.ShortTerm;

namespace Portal.Domain.Evaluation.Models;

/// <summary>The parts of <see cref="FusedModel"/>. To add one: a line here.</summary>
internal static class FusedParts
{
    // A closed-form inverse per configuration: with more items than these fewer are tried.
    private const int ManyItems = 5000;

    /// <summary>The parts that training data allow.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="asked">Whether people are known by what they say.</param>
    public static IReadOnlyList<FusedPart> For(TrainingData data, bool asked)
    {
        var texts = data.Items is null ? null : new TextKnowledge(data.Items);
        List<FusedPart> parts = [Factors(data, texts), Popularity(texts)];
        if (data.ItemCount <= new EaseTrainer().MostItems)
        {
            parts.Insert(0, Behaviour(data, texts));
        }

        if (texts is not null)
        {
            parts.Add(Content(data, texts));
            if (asked)
            {
                // Who is known by the names they mention likes what bears such a name; elsewhere names only tell sequels of what is popular.
                parts.Add(new FusedPart<int>(0, _ => new ContentModel(texts, last: 0, knowledge => knowledge.Titles)) { Name = "titles", UntunedWeight = 0.4 });
                parts.Add(new FusedPart<int>(0, _ => new LabelsModel()) { Name = "labels", UntunedWeight = 0.5 });
            }
        }

        if (data.Ordered)
        {
            parts.Add(Transitions());
        }

        return parts;
    }

    private static FusedPart<(double Lambda, double Dropout, double Slope)> Behaviour(TrainingData data, TextKnowledge? texts)
    {
        double[] lambdas = data.ItemCount > ManyItems ? [200, 500] : [100, 200, 350, 600, 1000];
        return new FusedPart<(double Lambda, double Dropout, double Slope)>(
            (200, 0, 0),
            to => new CarriedModel(new LearnedModel(new EaseTrainer { Lambda = to.Lambda, Dropout = to.Dropout }, to.Slope), texts, ridge: 3),
            [.. lambdas.Select(lambda => Change<(double Lambda, double Dropout, double Slope)>(to => to with { Lambda = lambda }))],
            data.Ratings is null ? [] : [to => to with { Slope = 0.15 }, to => to with { Slope = 0.3 }],
            data.ItemCount > ManyItems ? [] : [to => to with { Dropout = 0.33 }, to => to with { Dropout = 0.5, Lambda = to.Lambda / 2 }])
        {
            Name = "behaviour",
            StartWeight = 0.7,
            UntunedWeight = 0.7,
        };
    }

    private static FusedPart<(double Unobserved, double Regularisation, double Slope)> Factors(TrainingData data, TextKnowledge? texts) =>
        new FusedPart<(double Unobserved, double Regularisation, double Slope)>(
            (0.3, 0.01, 0),
            to => new CarriedModel(
                new LearnedModel(new IalsTrainer { Factors = 64, Epochs = 8, UnobservedWeight = to.Unobserved, Regularisation = to.Regularisation }, to.Slope), texts, ridge: 3),
            [to => to with { Unobserved = 0.1 }, to => to with { Unobserved = 0.5 }, to => to with { Unobserved = 1 }],
            [to => to with { Regularisation = 0.003 }, to => to with { Regularisation = 0.03 }],
            data.Ratings is null ? [] : [to => to with { Slope = 0.15 }])
        {
            Name = "factors",
            StartWeight = 0.7,
        };

    private static FusedPart<bool> Popularity(TextKnowledge? texts) =>
        new FusedPart<bool>(true, logarithmic => new CarriedModel(new PriorModel(logarithmic), texts, ridge: 3), [_ => false])
        {
            Name = "popularity",
            StartWeight = 0.5,
            UntunedWeight = 0.3,
            Gates = [Gate.ByHistory(3), Gate.Open, Gate.ByHistory(1), Gate.ByHistory(8), Gate.ByHistory(20)],
        };

    private static FusedPart<int> Content(TrainingData data, TextKnowledge texts) =>
        new FusedPart<int>(0, last => new ContentModel(texts, last, knowledge => knowledge.Texts), data.Ordered ? [_ => 3, _ => 10] : [])
        {
            Name = "content",
            StartWeight = 0.3,
            UntunedWeight = 1,
            Gates = [Gate.BySupport(30), Gate.Open, Gate.BySupport(5)],
        };

    private static FusedPart<(int Window, double Decay, double Backward)> Transitions() =>
        new FusedPart<(int Window, double Decay, double Backward)>(
            (10, 0.8, 0),
            to => new TransitionsModel(new TransitionTrainer { Window = to.Window, Decay = to.Decay, Backward = to.Backward }),
            [to => to with { Window = 20, Decay = 0.9 }, to => to with { Window = 4, Decay = 0.7 }],
            [to => to with { Backward = 0.15 }, to => to with { Backward = 0.3 }])
        {
            Name = "transitions",
            StartWeight = 0.7,
        };

    private static Func<T, T> Change<T>(Func<T, T> change) => change;
}
