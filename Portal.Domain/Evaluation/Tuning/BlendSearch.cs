using System.Numerics.Tensors;
using Portal.Domain.Numerics;

namespace Portal.Domain.Evaluation.Tuning;

/// <summary>
/// Finds the weights of a sum of calibrated scores that do best on validation cases, by coordinate ascent: one weight (and
/// its gate) after the other is set to the best of a few values while the others stand, until nothing improves.
/// </summary>
/// <remarks>Few values and few rounds on purpose: a finer search learns the noise of the validation part.</remarks>
internal sealed class BlendSearch
{
    private const int Rounds = 3;
    private const double LeastGain = 1e-4;
    private static readonly double[] Weights = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2];

    private readonly int[] _histories;
    private readonly float[] _support;
    private readonly Func<CaseScores, double> _judge;

    /// <param name="histories">For each validation case how many items are known of the person.</param>
    /// <param name="support">Interactions of each item in the inner training part.</param>
    /// <param name="judge">How good scores of the cases are, higher is better.</param>
    public BlendSearch(int[] histories, float[] support, Func<CaseScores, double> judge) => (_histories, _support, _judge) = (histories, support, judge);

    /// <summary>Searches the weights.</summary>
    /// <param name="parts">For every part: calibrated scores per case with 0 where unknown, the gates to try, and whether it is where the search starts.</param>
    /// <param name="cancellationToken">Checked before each part.</param>
    public (double Weight, Gate Gate)[] Search(IReadOnlyList<BlendPart> parts, CancellationToken cancellationToken)
    {
        var chosen = parts.Select(part => (Weight: part.Leads ? 1.0 : 0.0, Gate: part.Gates[0])).ToArray();
        var best = _judge(Sum(parts, chosen, except: -1));
        for (var round = 0; round < Rounds; round++)
        {
            var before = best;
            for (var p = 0; p < parts.Count; p++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var others = Sum(parts, chosen, except: p);
                foreach (var gate in parts[p].Gates)
                {
                    foreach (var weight in Weights)
                    {
                        var value = _judge(With(others, parts[p], (weight, gate)));
                        if (value > best + LeastGain)
                        {
                            (best, chosen[p]) = (value, (weight, gate));
                        }
                    }
                }
            }

            if (best - before < LeastGain)
            {
                break;
            }
        }

        return chosen;
    }

    /// <summary>Adds a part's gated scores, times a weight, to a sum.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> scores, double weight, Gate gate, int history, ReadOnlySpan<float> support)
    {
        var factor = (float)weight * gate.OfHistory(history);
        if (factor == 0)
        {
            return;
        }

        if (double.IsInfinity(gate.SupportHalf))
        {
            TensorPrimitives.MultiplyAdd(scores, factor, sum, sum);
            return;
        }

        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * gate.OfSupport(support[i]) * scores[i];
        }
    }

    private CaseScores With(CaseScores others, BlendPart part, (double Weight, Gate Gate) choice) => (c, scores) =>
    {
        others(c, scores);
        Add(scores, part.Scores[c], choice.Weight, choice.Gate, _histories[c], _support);
    };

    private CaseScores Sum(IReadOnlyList<BlendPart> parts, (double Weight, Gate Gate)[] chosen, int except)
    {
        var sums = new float[_histories.Length][];
        Parallel.For(0, sums.Length, c =>
        {
            sums[c] = new float[_support.Length];
            for (var p = 0; p < parts.Count; p++)
            {
                if (p != except)
                {
                    Add(sums[c], parts[p].Scores[c], chosen[p].Weight, chosen[p].Gate, _histories[c], _support);
                }
            }
        });
        return (c, scores) => sums[c].CopyTo(scores);
    }
}

/// <summary>Writes the scores of all items for the validation case at a position; safe for concurrent use.</summary>
internal delegate void CaseScores(int position, Span<float> scores);

/// <summary>A part of a blend on the validation cases.</summary>
/// <param name="Scores">Calibrated scores per case; 0 where unknown.</param>
/// <param name="Gates">The gates to try; the first is the default.</param>
/// <param name="Leads">Whether the search starts from this part alone.</param>
internal sealed record BlendPart(float[][] Scores, IReadOnlyList<Gate> Gates, bool Leads);
