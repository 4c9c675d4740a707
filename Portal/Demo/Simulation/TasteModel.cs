namespace Portal.Demo.Simulation;

/// <summary>What each persona thinks of each item, how alike items are, and how popular: the fixed part of the simulation.</summary>
internal sealed class TasteModel
{
    /// <summary>A dislike weighs half a like: people say what they shun less precisely.</summary>
    private const double DislikeWeight = 0.5;

    private readonly double[][] _scores;
    private readonly bool[][] _allowed;
    private readonly double[,] _likeness;
    private readonly double[] _popularity;

    public TasteModel(DemoCatalogue catalogue, IReadOnlyList<Persona> personas, SimulationOptions options)
    {
        Ids = [.. catalogue.Rows.Select(row => row.Id)];
        Personas = [.. personas.Select(persona => persona.User)];
        var vectors = Vectors(catalogue.Rows);
        _likeness = Likeness(vectors);
        _popularity = Popularity(catalogue.Rows, options);

        var parser = catalogue.CreateParser();
        var index = Ids.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);
        _allowed = new bool[personas.Count][];
        _scores = new double[personas.Count][];
        for (var p = 0; p < personas.Count; p++)
        {
            var bounds = PersonaBounds.Of(personas[p], parser);
            _allowed[p] = [.. catalogue.Rows.Select(bounds.Allow)];
            _scores[p] = Scores(personas[p], index, vectors, _allowed[p]);
        }
    }

    public IReadOnlyList<string> Ids { get; }

    /// <summary>User names, in the order of their numbers.</summary>
    public IReadOnlyList<string> Personas { get; }

    /// <summary>Taste score, 0 to 1 (the persona's best item); 0 where the persona's exclusions forbid it.</summary>
    public double Score(int persona, int item) => _scores[persona][item];

    public bool Allows(int persona, int item) => _allowed[persona][item];

    /// <summary>Cosine of two items' labels weighted by rarity, 0 to 1.</summary>
    public double Likeness(int a, int b) => _likeness[a, b];

    /// <summary>Zipf-like pull by rank of fame; only ratios mean anything.</summary>
    public double Popularity(int item) => _popularity[item];

    // One vector an item over labels and kind: idf values of unit length, sorted by label.
    private static LabelVector[] Vectors(IReadOnlyList<CatalogueRow> rows)
    {
        var labels = rows.Select(row => row.Labels.Append($"kind {row.Kind}").Distinct().ToArray()).ToArray();
        var idf = labels.SelectMany(set => set).CountBy(label => label).OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select((label, number) => (label.Key, Number: number, Value: Math.Log((double)rows.Count / label.Value)))
            .ToDictionary(label => label.Key, label => (label.Number, label.Value), StringComparer.Ordinal);
        return [.. labels.Select(set =>
        {
            var entries = set.Select(label => idf[label]).OrderBy(entry => entry.Number).ToArray();
            var length = Math.Sqrt(entries.Sum(entry => entry.Value * entry.Value));
            return new LabelVector([.. entries.Select(entry => entry.Number)], [.. entries.Select(entry => entry.Value / length)]);
        })];
    }

    private static double[,] Likeness(LabelVector[] vectors)
    {
        var likeness = new double[vectors.Length, vectors.Length];
        for (var a = 0; a < vectors.Length; a++)
        {
            for (var b = a; b < vectors.Length; b++)
            {
                likeness[a, b] = likeness[b, a] = vectors[a].Dot(vectors[b]);
            }
        }

        return likeness;
    }

    private static double[] Popularity(IReadOnlyList<CatalogueRow> rows, SimulationOptions options)
    {
        // Fame has five steps only: ties are broken by lot, for all readers alike.
        SimulationRandom lot = new(options.Seed, 0);
        var ranked = rows.Select((row, i) => (Item: i, row.Fame, Lot: lot.NextDouble())).OrderByDescending(x => x.Fame).ThenBy(x => x.Lot).ToArray();
        var popularity = new double[rows.Count];
        for (var rank = 0; rank < ranked.Length; rank++)
        {
            popularity[ranked[rank].Item] = Math.Pow(rank + 1 + options.PopularityOffset, -options.PopularityExponent);
        }

        return popularity;
    }

    private static double[] Scores(Persona persona, Dictionary<string, int> index, LabelVector[] vectors, bool[] allowed)
    {
        var taste = new double[vectors.Max(vector => vector.Labels.Max()) + 1];
        Add(persona.Likes, 1.0 / Math.Max(1, persona.Likes.Count));
        Add(persona.Dislikes, -DislikeWeight / Math.Max(1, persona.Dislikes.Count));

        double[] scores = [.. vectors.Select((vector, i) => allowed[i] ? Math.Max(0, vector.Dot(taste)) : 0)];
        var best = scores.Max();
        return best > 0 ? [.. scores.Select(score => score / best)] : scores;

        void Add(IEnumerable<string> ids, double weight)
        {
            foreach (var vector in ids.Select(id => vectors[index[id]]))
            {
                for (var i = 0; i < vector.Labels.Length; i++)
                {
                    taste[vector.Labels[i]] += weight * vector.Values[i];
                }
            }
        }
    }

    // Numbers of labels, ascending, and the value of each.
    private sealed record LabelVector(int[] Labels, double[] Values)
    {
        public double Dot(double[] dense)
        {
            var sum = 0.0;
            for (var i = 0; i < Labels.Length; i++)
            {
                sum += Values[i] * dense[Labels[i]];
            }

            return sum;
        }

        public double Dot(LabelVector other)
        {
            var sum = 0.0;
            for (int i = 0, j = 0; i < Labels.Length && j < other.Labels.Length;)
            {
                var order = Labels[i].CompareTo(other.Labels[j]);
                sum += order == 0 ? Values[i] * other.Values[j] : 0;
                i += order <= 0 ? 1 : 0;
                j += order >= 0 ? 1 : 0;
            }

            return sum;
        }
    }
}
