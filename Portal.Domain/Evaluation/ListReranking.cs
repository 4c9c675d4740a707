using System.Globalization;
using Portal.Domain.Ranking.Reranking;

namespace Portal.Domain.Evaluation;

/// <summary>A way to re-rank lists that can be evaluated beside the lists themselves.</summary>
/// <param name="Name">As it was asked for, e.g. <c>mmr=0.8</c>.</param>
/// <param name="Options">What that means.</param>
public sealed record ListReranking(string Name, RerankOptions Options)
{
    /// <summary>
    /// Reads one: <c>mmr=w</c> (maximal marginal relevance, w on the score), <c>steck=w</c> (calibration, w on the divergence), <c>tail=b</c> (score divided by
    /// popularity^b), or parameters of <see cref="RerankOptions"/>, e.g. <c>balance=1.4;imaginary=2</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static ListReranking Parse(string text)
    {
        var parts = text.Split('=', StringSplitOptions.TrimEntries);
        var number = parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
        if (parts[0] is "mmr" or "steck" && number is not (> 0 and < 1))
        {
            throw new ArgumentException($"'{text}': the weight of {parts[0]} lies between 0 and 1, e.g. {parts[0]}=0.8.");
        }

        if (parts[0] == "tail" && number is not (>= 0 and <= 5))
        {
            throw new ArgumentException($"'{text}': the exponent of tail is 0 to 5, e.g. tail=0.2.");
        }

        return new ListReranking(text, parts[0] switch
        {
            "mmr" => new RerankOptions { Relevance = number, Variety = 1 - number },
            "steck" => new RerankOptions { Relevance = 1 - number, Balance = number },
            "tail" => new RerankOptions { Pool = 400, Scale = RelevanceScale.Logarithm, LongTail = number },
            _ => ModelSettings.Parse(text).ApplyTo(new RerankOptions()),
        });
    }
}
