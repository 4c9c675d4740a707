using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Portal.Domain.Language.Grammar;

namespace Portal.Domain.Language.Linking;

/// <summary>
/// Ties concepts to labels by the cosine of their vectors. A label is taken where it is near enough and nearer than the next by a margin, or where the
/// next means nearly the same; otherwise the concept stays what it is, and is looked for in the items' words.
/// </summary>
internal sealed class MeaningLinker
{
    private const int MostLabels = 3000;
    private const float Threshold = 0.72f, Margin = 0.03f;

    private readonly string[] _labels;
    private readonly ConcurrentDictionary<string, float[]?[]> _vectors = new(StringComparer.Ordinal);

    /// <summary>Takes the commonest labels, and over the vectors of the linker before where they are the same.</summary>
    public MeaningLinker(Vocabulary vocabulary, MeaningLinker? previous)
    {
        _labels = [.. vocabulary.Labels.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostLabels).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        if (previous is not null && previous._labels.AsSpan().SequenceEqual(_labels))
        {
            _vectors = previous._vectors;
        }
    }

    /// <summary>Ties what it can of a statement's concepts; all of them are encoded at once.</summary>
    public async ValueTask LinkAsync(DraftStatement statement, IPhraseSense sense, CancellationToken cancellationToken)
    {
        Mention[] unknown = [.. statement.Drafts.SelectMany(draft => draft.Except.Append(draft.Mention)).Where(mention => mention.IsConcept).Distinct()];
        if (unknown.Length == 0 || _labels.Length == 0 || sense.EncoderId is not { } encoder)
        {
            return;
        }

        if (!_vectors.TryGetValue(encoder, out var labels))
        {
            labels = [.. await sense.EncodeAsync(_labels, cancellationToken).ConfigureAwait(false)];
            if (labels.All(vector => vector is not null))
            {
                _vectors[encoder] = labels;
            }
        }

        var vectors = await sense.EncodeAsync([.. unknown.Select(statement.PhraseOf)], cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < unknown.Length; i++)
        {
            if (vectors[i] is { } vector && Nearest(vector, labels) is var (label, cosine))
            {
                (unknown[i].Subject, unknown[i].Link) = (new LabelSubject([label]), new Link(LinkKind.Meaning, cosine));
            }
        }
    }

    private (string Label, float Cosine)? Nearest(float[] vector, float[]?[] labels)
    {
        var (best, second, at) = (float.NegativeInfinity, float.NegativeInfinity, -1);
        for (var i = 0; i < labels.Length; i++)
        {
            var cosine = labels[i] is { } label && label.Length == vector.Length ? TensorPrimitives.Dot(vector, label) : float.NegativeInfinity;
            if (cosine > best)
            {
                (second, best, at) = (best, cosine, i);
            }
            else if (cosine > second)
            {
                second = cosine;
            }
        }

        return best >= Threshold && best - second >= Margin ? (_labels[at], best) : null;
    }
}
