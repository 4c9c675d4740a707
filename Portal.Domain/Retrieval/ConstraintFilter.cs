using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>Decides which items may appear at all. A rule is never a weight: what it keeps away is not on the list.</summary>
/// <remarks>
/// A fact that an item does not have breaks no bound on a number, but cannot meet a required language. A concept is found by words and meaning
/// (<see cref="ConceptMatch"/>). An item that the person let through raises the concept's threshold above its own cosine.
/// </remarks>
public sealed class ConstraintFilter
{
    private readonly EngineSnapshot _snapshot;
    private readonly RuleSet _rules;

    // Null while everything is allowed.
    private readonly bool[]? _forbidden;

    /// <summary>Applies rules, fact by fact: the cost is that of what is forbidden, not of the catalogue's labels.</summary>
    public ConstraintFilter(EngineSnapshot snapshot, RuleSet rules)
    {
        (_snapshot, _rules) = (snapshot, rules);
        if (rules.IsEmpty)
        {
            return;
        }

        _forbidden = new bool[snapshot.Catalogue.Count];
        var met = new bool[_forbidden.Length];
        foreach (var rule in rules.Never)
        {
            Array.Clear(met);
            MarkMet(rule, met);
            Spare(rule, met, to: false);
            for (var i = 0; i < met.Length; i++)
            {
                _forbidden[i] |= met[i];
            }
        }

        foreach (var group in rules.Only)
        {
            Array.Clear(met);
            foreach (var rule in group)
            {
                MarkMet(rule, met);
                MarkUnknown(rule, met);
                Spare(rule, met, to: true);
            }

            for (var i = 0; i < met.Length; i++)
            {
                _forbidden[i] |= !met[i];
            }
        }
    }

    /// <summary>Whether an item breaks none of the rules.</summary>
    public bool Allows(ItemIndex item) => _forbidden is null || !_forbidden[item.Value];

    /// <summary>Marks what is allowed.</summary>
    /// <param name="allowed">One place per item; overwritten.</param>
    public void Write(Span<bool> allowed)
    {
        allowed.Fill(true);
        for (var item = 0; _forbidden is not null && item < allowed.Length; item++)
        {
            allowed[item] = !_forbidden[item];
        }
    }

    /// <summary>Every rule that keeps an item away, and by what; empty for one that is allowed.</summary>
    public IReadOnlyList<Breach> Explain(ItemIndex item) => Allows(item) ? [] : Breach.Find(_snapshot, _rules, item);

    /// <summary>The cosine from which a rule's concept keeps items away: the concept's own, or higher after exemptions.</summary>
    internal static float ThresholdOf(EngineSnapshot snapshot, RuleSet rules, ConceptSubject concept, ConceptMatch match)
    {
        var threshold = match.Threshold;
        foreach (var exemption in rules.Exemptions)
        {
            if (exemption.SubjectKey == concept.Key && snapshot.Catalogue.TryFind(exemption.ItemId, out var item) && match.CosineOf(item) >= threshold)
            {
                threshold = MathF.BitIncrement(match.CosineOf(item));
            }
        }

        return threshold;
    }

    private void MarkMet(Rule rule, bool[] met)
    {
        if (rule.Clause.Subject is not ConceptSubject concept)
        {
            Facts.Mark(_snapshot.Catalogue, rule.Clause.Subject, met);
            return;
        }

        var match = _snapshot.ConceptOf(concept.Text, _rules.Vectors.GetValueOrDefault(concept.Text));
        var threshold = rule.Clause.Polarity == Polarity.Never ? ThresholdOf(_snapshot, _rules, concept, match) : match.Threshold;
        for (var i = 0; i < met.Length; i++)
        {
            met[i] |= match.Literal[i] || match.CosineOf(new ItemIndex(i)) >= threshold;
        }
    }

    // A book has no running time, and "under two hours" does not mean it.
    private void MarkUnknown(Rule rule, bool[] met)
    {
        if (rule.Clause.Subject is not RangeSubject range)
        {
            return;
        }

        var numbers = _snapshot.Catalogue.NumbersOf(range.Attribute);
        for (var i = 0; i < met.Length; i++)
        {
            met[i] |= double.IsNaN(numbers[i]);
        }
    }

    private void Spare(Rule rule, bool[] met, bool to)
    {
        var key = rule.Clause.Subject.Key;
        foreach (var exemption in _rules.Exemptions)
        {
            if (exemption.SubjectKey == key && _snapshot.Catalogue.TryFind(exemption.ItemId, out var item))
            {
                met[item.Value] = to;
            }
        }

        if (rule.Clause.Except.Count == 0)
        {
            return;
        }

        var spared = new bool[met.Length];
        foreach (var subject in rule.Clause.Except)
        {
            MarkSpared(subject, spared);
        }

        for (var i = 0; i < met.Length; i++)
        {
            met[i] = spared[i] ? to : met[i];
        }
    }

    // What is spared must be plainly meant: a concept by its words alone.
    private void MarkSpared(Subject subject, bool[] spared)
    {
        if (subject is ConceptSubject concept)
        {
            var literal = _snapshot.ConceptOf(concept.Text, null).Literal;
            for (var i = 0; i < spared.Length; i++)
            {
                spared[i] |= literal[i];
            }
        }
        else
        {
            Facts.Mark(_snapshot.Catalogue, subject, spared);
        }
    }
}
