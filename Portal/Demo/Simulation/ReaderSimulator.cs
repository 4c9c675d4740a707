using Portal.Domain.Profiles;

namespace Portal.Demo.Simulation;

/// <summary>
/// Draws readers and what they did from a generative model (docs/demo-data.md): tastes mixed from the personas, popularity
/// by fame, sessions that follow a topic. Pure: the same options, catalogue and personas give the same readers.
/// </summary>
public sealed class ReaderSimulator
{
    private readonly SimulationOptions _options;
    private readonly TasteModel _model;
    private readonly double[,] _follow;

    public ReaderSimulator(DemoCatalogue catalogue, IReadOnlyList<Persona> personas, SimulationOptions? options = null)
    {
        _options = options ?? new SimulationOptions();
        _model = new TasteModel(catalogue, personas, _options);
        var count = _model.Ids.Count;
        _follow = new double[count, count];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                _follow[a, b] = Math.Exp(_options.SessionCoherence * _model.Likeness(a, b));
            }
        }
    }

    /// <summary>The readers, by number.</summary>
    public IEnumerable<SimulatedReader> Draw() => Enumerable.Range(1, _options.Readers).Select(DrawReader);

    /// <summary>How well each item that a reader may be shown fits their taste, above 0 to 1: the share of these items that fit no better.</summary>
    public IReadOnlyDictionary<string, double> FitOf(SimulatedReader reader)
    {
        List<(int Persona, double Weight)> tastes = [.. reader.Tastes.Select(taste => (_model.Personas.Index().First(persona => persona.Item == taste.Persona).Index, taste.Weight))];
        var open = Allowed(tastes[0].Persona);
        var fit = Quantiles(Affinity(tastes), open);
        return open.ToDictionary(item => _model.Ids[item], item => fit[item], StringComparer.Ordinal);
    }

    /// <summary>User name of a reader's account.</summary>
    public static string UserName(int number) => $"reader-{number:000}";

    // Every reader has a stream of their own, so that one reader's draws do not depend on how many others there are.
    private SimulatedReader DrawReader(int number)
    {
        SimulationRandom random = new(_options.Seed, number);
        var tastes = DrawTastes(random);
        var affinity = Affinity(tastes);
        var wanted = Math.Clamp(
            (int)Math.Round(_options.MedianInteractions * Math.Exp(_options.InteractionsSpread * random.NextNormal())),
            _options.FewestInteractions,
            _options.MostInteractions);
        var sessions = DrawSessions(random, affinity, Allowed(tastes[0].Persona), wanted);
        return new SimulatedReader(
            number,
            [.. tastes.Select(taste => new TasteShare(_model.Personas[taste.Persona], taste.Weight))],
            Schedule(random, sessions));
    }

    // One to three personas with gamma weights of shape 1.5, normalised: a Dirichlet, the heaviest first.
    private List<(int Persona, double Weight)> DrawTastes(SimulationRandom random)
    {
        var count = random.NextDouble() switch { < 0.35 => 1, < 0.8 => 2, _ => 3 };
        var drawn = random.Choose(Math.Min(count, _model.Personas.Count), _model.Personas.Count)
            .Select(persona => (Persona: persona, Weight: random.NextGamma())).ToList();
        var sum = drawn.Sum(taste => taste.Weight);
        return [.. drawn.Select(taste => (taste.Persona, taste.Weight / sum)).OrderByDescending(taste => taste.Item2)];
    }

    private double[] Affinity(List<(int Persona, double Weight)> tastes)
    {
        var affinity = new double[_model.Ids.Count];
        for (var item = 0; item < affinity.Length; item++)
        {
            affinity[item] = tastes.Sum(taste => taste.Weight * _model.Score(taste.Persona, item));
        }

        return affinity;
    }

    private List<int> Allowed(int persona) => [.. Enumerable.Range(0, _model.Ids.Count).Where(item => _model.Allows(persona, item))];

    private List<List<Action>> DrawSessions(SimulationRandom random, double[] affinity, List<int> open, int wanted)
    {
        var pull = new double[affinity.Length];
        foreach (var item in open)
        {
            pull[item] = _model.Popularity(item) * Math.Exp(_options.TasteWeight * affinity[item]);
        }

        var fit = Quantiles(affinity, open);
        List<List<Action>> sessions = [];
        for (var made = 0; made < wanted && open.Count > 0;)
        {
            List<Action> session = [];
            var previous = -1;
            for (var left = random.NextInt(_options.ShortestSession, _options.LongestSession); left > 0 && made < wanted && open.Count > 0; left--)
            {
                var item = DrawItem(random, pull, open, previous);
                open.Remove(item);
                var before = session.Count;
                session.AddRange(Act(random, item, fit[item]).Take(wanted - made));
                made += session.Count - before;
                previous = item;
            }

            sessions.Add(session);
        }

        return sessions;
    }

    // Choosing the highest utility plus Gumbel noise is the same as drawing in proportion to e^utility (Luce 1959,
    // Yellott 1977); the latter needs one random number instead of one an item.
    private int DrawItem(SimulationRandom random, double[] pull, List<int> open, int previous)
    {
        Span<double> weights = stackalloc double[open.Count];
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = previous < 0 ? pull[open[i]] : pull[open[i]] * _follow[previous, open[i]];
            total += weights[i];
        }

        var mark = random.NextDouble() * total;
        for (var i = 0; i < weights.Length; i++)
        {
            mark -= weights[i];
            if (mark < 0)
            {
                return open[i];
            }
        }

        return open[^1];
    }

    // Share of the reader's possible items that fit no better: 0 to 1.
    private static double[] Quantiles(double[] affinity, List<int> open)
    {
        var fit = new double[affinity.Length];
        var rank = 0;
        foreach (var item in open.OrderBy(item => affinity[item]))
        {
            fit[item] = ++rank / (double)open.Count;
        }

        return fit;
    }

    private IEnumerable<Action> Act(SimulationRandom random, int item, double fit)
    {
        var clicked = random.NextDouble() < _options.ClickProbability;
        if (clicked)
        {
            yield return new Action(item, InteractionKind.Click, null);
        }

        if (!clicked || random.NextDouble() < _options.OpinionProbability)
        {
            yield return Judge(random, item, fit + (_options.OpinionNoise * random.NextNormal()));
        }
    }

    private static Action Judge(SimulationRandom random, int item, double opinion)
    {
        var kind = (opinion, random.NextDouble()) switch
        {
            ( >= 0.75, < 0.5) => InteractionKind.Like,
            ( >= 0.75, < 0.8) => InteractionKind.Save,
            ( >= 0.4 and < 0.75, < 0.3) => InteractionKind.Save,
            ( < 0.4, < 0.6) => InteractionKind.Dislike,
            _ => InteractionKind.Rating,
        };
        return new Action(item, kind, kind == InteractionKind.Rating ? Math.Clamp(Math.Round(2 * (1 + (4 * opinion))) / 2, 0.5, 5) : null);
    }

    // Sessions lie on different days; within one, minutes pass between items.
    private List<SimulatedInteraction> Schedule(SimulationRandom random, List<List<Action>> sessions)
    {
        var days = random.Choose(Math.Min(sessions.Count, _options.Days - 1), _options.Days - 1).OrderDescending().ToArray();
        List<SimulatedInteraction> result = [];
        foreach (var (number, (day, session)) in days.Zip(sessions).Index())
        {
            var ago = TimeSpan.FromDays(day + 1) - TimeSpan.FromSeconds(random.NextInt(0, 6 * 3600));
            foreach (var action in session)
            {
                result.Add(new SimulatedInteraction(_model.Ids[action.Item], action.Kind, action.Value, ago, number));
                ago -= TimeSpan.FromSeconds(random.NextInt(20, 300));
            }
        }

        return result;
    }

    private readonly record struct Action(int Item, InteractionKind Kind, double? Value);
}
