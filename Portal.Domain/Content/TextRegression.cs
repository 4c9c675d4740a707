using System.Numerics.Tensors;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Content;

/// <summary>
/// Scores for items that nobody has used yet, from their texts: kernel ridge regression (Saunders, Gammerman, Vovk 1998) from
/// text similarity to the scores of the items that are used; the idea of mapping attributes to behaviour is Gantner et al.,
/// "Learning Attribute-to-Feature Mappings for Cold-Start Recommendations", 2010.
/// </summary>
/// <remarks>
/// Unlike a mean over neighbours it knows which neighbours tell the same twice. Learning takes O(n³) for n used items and
/// 4 n² bytes while it does; what stays is 4 bytes × new items × used items. Immutable and safe for concurrent use.
/// </remarks>
public sealed class TextRegression
{
    /// <summary>With more used items than these, learning takes too long.</summary>
    public const int MostUsed = 6000;

    private readonly int[] _used, _fresh;
    private readonly float[] _weights;

    private TextRegression(int[] used, int[] fresh, float[] weights) => (_used, _fresh, _weights) = (used, fresh, weights);

    /// <summary>Learns the weights.</summary>
    /// <param name="used">Whether an item has behaviour of its own; one place per item.</param>
    /// <param name="texts">The items' texts.</param>
    /// <param name="ridge">What is added to the diagonal, above 0: the more, the more neighbours share a say.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    /// <exception cref="ArgumentException">The ridge is not above 0.</exception>
    public static TextRegression Learn(ReadOnlySpan<bool> used, TermVectors texts, double ridge, CancellationToken cancellationToken)
    {
        if (!(ridge > 0))
        {
            throw new ArgumentException($"The ridge is {ridge}; it must be above 0.", nameof(ridge));
        }

        var (known, fresh) = Split(used);
        var kernel = Rows(known, known, texts, cancellationToken);
        for (var i = 0; i < known.Length; i++)
        {
            kernel[(i * known.Length) + i] = (float)(1 + ridge);
        }

        SymmetricInverse.Invert(kernel, known.Length, progress: null, cancellationToken);
        var between = Rows(fresh, known, texts, cancellationToken);
        var weights = new float[between.Length];
        Parallel.For(0, fresh.Length, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            var to = weights.AsSpan(row * known.Length, known.Length);
            for (var i = 0; i < known.Length; i++)
            {
                if (between[(row * known.Length) + i] is not 0 and var similarity)
                {
                    TensorPrimitives.MultiplyAdd(kernel.AsSpan(i * known.Length, known.Length), similarity, to, to);
                }
            }
        });
        return new TextRegression(known, fresh, weights);
    }

    /// <summary>Writes the scores of the items without behaviour, from those of the others.</summary>
    /// <param name="scores">One place per item; NaN among the used items counts as 0. Nothing is written where no used item has a score.</param>
    public void Fill(Span<float> scores)
    {
        var known = new float[_used.Length];
        var any = false;
        for (var i = 0; i < known.Length; i++)
        {
            var score = scores[_used[i]];
            any |= !float.IsNaN(score);
            known[i] = float.IsNaN(score) ? 0 : score;
        }

        for (var row = 0; any && row < _fresh.Length; row++)
        {
            scores[_fresh[row]] = TensorPrimitives.Dot(_weights.AsSpan(row * known.Length, known.Length), known);
        }
    }

    private static (int[] Used, int[] Fresh) Split(ReadOnlySpan<bool> used)
    {
        List<int> known = [], fresh = [];
        for (var i = 0; i < used.Length; i++)
        {
            (used[i] ? known : fresh).Add(i);
        }

        return ([.. known], [.. fresh]);
    }

    private static float[] Rows(int[] rows, int[] columns, TermVectors texts, CancellationToken cancellationToken)
    {
        var matrix = new float[rows.Length * columns.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellationToken }, () => new float[texts.ItemCount], (row, _, all) =>
        {
            texts.Similarities(new ItemIndex(rows[row]), all);
            for (var i = 0; i < columns.Length; i++)
            {
                matrix[(row * columns.Length) + i] = float.IsNaN(all[columns[i]]) ? 0 : all[columns[i]];
            }

            return all;
        }, _ => { });
        return matrix;
    }
}
