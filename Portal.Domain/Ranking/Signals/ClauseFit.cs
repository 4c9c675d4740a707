using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How far items are what a clause is about, 0..1: a fact wholly or not, a concept by words and meaning, an example by likeness.</summary>
internal sealed class ClauseFit
{
    // A year, a length, a language: about this part of a catalogue, which is not worth a count at every request.
    private const int SomeOf = 4;

    private readonly EngineSnapshot _snapshot;
    private readonly int[] _labels = [];
    private readonly ConceptMatch? _concept;
    private readonly ItemIndex? _example;

    public ClauseFit(EngineSnapshot snapshot, Clause clause, IReadOnlyDictionary<string, float[]> vectors)
    {
        (_snapshot, Clause) = (snapshot, clause);
        switch (clause.Subject)
        {
            case LabelSubject labels:
                _labels = [.. labels.Labels.Select(label => snapshot.Catalogue.TryFindLabel(label, out var number) ? number : -1).Where(number => number >= 0)];
                break;
            case ConceptSubject concept:
                _concept = snapshot.ConceptOf(concept.Text, vectors.GetValueOrDefault(concept.Text));
                break;
            case ItemSubject item when snapshot.Catalogue.TryFind(item.ItemId, out var example):
                _example = example;
                break;
        }
    }

    public Clause Clause { get; }

    /// <summary>How much it says to be what the clause is about: more, the fewer items are; above 0.</summary>
    public float Rarity => MathF.Log(1 + (_snapshot.Catalogue.Count / (float)Math.Max(1, Count)));

    private int Count => Clause.Subject switch
    {
        LabelSubject => _labels.Sum(label => _snapshot.Catalogue.ItemsWith(label).Length),
        KindSubject kinds => _snapshot.Catalogue.Kinds.Where(kind => kinds.Kinds.Contains(kind.Kind)).Sum(kind => kind.Count),
        RangeSubject or LanguageSubject => _snapshot.Catalogue.Count / SomeOf,
        _ => 1,
    };

    public float Of(ItemIndex item)
    {
        var fit = Clause.Subject switch
        {
            LabelSubject => Carries(item) ? 1 : 0,
            ConceptSubject => _concept!.FitOf(item),
            ItemSubject => _example is { } example ? Math.Clamp(_snapshot.Similarity.Between(item, example), 0, 1) : 0,
            var fact => Facts.Holds(_snapshot.Catalogue[item], fact) ? 1 : 0f,
        };
        return fit > 0 && IsSpared(item) ? 0 : fit;
    }

    private bool IsSpared(ItemIndex item) => Clause.Except.Any(subject => Facts.Holds(_snapshot.Catalogue[item], subject));

    private bool Carries(ItemIndex item)
    {
        var labels = _snapshot.Catalogue.LabelsOf(item);
        foreach (var label in _labels)
        {
            if (labels.BinarySearch(label) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
