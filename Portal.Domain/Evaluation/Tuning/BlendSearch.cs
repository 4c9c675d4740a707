using System.Numerics.Tensors;
using Portal.Domain.Numerics;

namespace Portal.Domain.Evaluation.Tuning;

/// <summary>
/// Finds the weights of a sum of calibrated scores that do best on validation cases, by coordinate ascent from weights that suit
/// many data: one weight (and its gate) after the other is set to the best of a few values while the others stand, until
/// nothing improves.
/// </summary>
/// <remarks>Few values, few rounds and a least gain on purpose: a finer search learns the noise of the validation part.</remarks>
internal sealed class BlendSearch
{
    private const int Rounds = 3;

    // A gain of less is as likely the validation part's chance as a truth about other people.
    private const double LeastGain = 0.003;

    private static readonly double[] Weights = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2];

    private readonly IReadOnlyList<CaseEvidence> _cases;
    private readonly Func<CaseScores, double> _judge;

    /// <param name="cases">How much is known in each validation case.</param>
    /// <param name="judge">How good scores of the cases are, higher is better.</param>
    public BlendSearch(IReadOnlyList<CaseEvidence> cases, Func<CaseScores, double> judge) => (_cases, _judge) = (cases, judge);

    /// <summary>Searches the weights.</summary>
    /// <param name="parts">The parts that are added up.</param>
    /// <param name="cancellationToken">Checked before each part.</param>
    public (double Weight, Gate Gate)[] Search(IReadOnlyList<BlendPart> parts, CancellationToken cancellationToken)
    {
        var chosen = parts.Select(part => (Weight: part.Start, Gate: part.Gates[0])).ToArray();
        var best = _judge(Sum(parts, chosen, except: -1));
        for (var round = 0; round < Rounds; round++)
        {
            var before = best;
            for (var p = 0; p < parts.Count; p++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (value, choice) = Best(Sum(parts, chosen, except: p), parts[p]);
                if (value > best * (1 + LeastGain))
                {
                    (best, chosen[p]) = (value, choice);
                }
            }

            if (best == before)
            {
                break;
            }
        }

        return chosen;
    }

    /// <summary>Adds a part's gated scores, times a weight, to a sum.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> scores, double weight, Gate gate, CaseEvidence evidence)
    {
        var factor = (float)weight * gate.OfHistory(evidence.History);
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
            sum[i] += factor * gate.OfSupport(evidence.Support[i]) * scores[i];
        }
    }

    private (double Value, (double Weight, Gate Gate) Choice) Best(CaseScores others, BlendPart part)
    {
        var best = (Value: double.NegativeInfinity, Choice: (0.0, part.Gates[0]));
        foreach (var gate in part.Gates)
        {
            foreach (var weight in Weights)
            {
                var value = _judge(With(others, part, (weight, gate)));
                best = value > best.Value ? (value, (weight, gate)) : best;
            }
        }

        return best;
    }

    private CaseScores With(CaseScores others, BlendPart part, (double Weight, Gate Gate) choice) => (c, scores) =>
    {
        others(c, scores);
        Add(scores, part.Scores[c], choice.Weight, choice.Gate, _cases[c]);
    };

    private CaseScores Sum(IReadOnlyList<BlendPart> parts, (double Weight, Gate Gate)[] chosen, int except)
    {
        var sums = new float[_cases.Count][];
        Parallel.For(0, sums.Length, c =>
        {
            sums[c] = new float[_cases[c].Support.Length];
            for (var p = 0; p < parts.Count; p++)
            {
                if (p != except)
                {
                    Add(sums[c], parts[p].Scores[c], chosen[p].Weight, chosen[p].Gate, _cases[c]);
                }
            }
        });
        return (c, scores) => sums[c].CopyTo(scores);
    }
}

/// <summary>Writes the scores of all items for the validation case at a position; safe for concurrent use.</summary>
internal delegate void CaseScores(int position, Span<float> scores);

/// <summary>How much is known in a case.</summary>
/// <param name="History">Number of items known of the person.</param>
/// <param name="Support">Interactions of each item in training.</param>
internal readonly record struct CaseEvidence(int History, float[] Support);

/// <summary>A part of a blend on the validation cases.</summary>
/// <param name="Scores">Calibrated scores per case; 0 where unknown.</param>
/// <param name="Gates">The gates to try; the first is the default.</param>
/// <param name="Start">The weight to start from.</param>
internal sealed record BlendPart(float[][] Scores, IReadOnlyList<Gate> Gates, double Start);
