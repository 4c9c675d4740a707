using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;
using Portal.Engine;

namespace Portal.Weights;

/// <summary>Lends the names of the numbers to other features.</summary>
internal sealed class WeightNamesElsewhere(IStringLocalizer<WeightText> text) : IWeightNames
{
    public string NameOf(TunableWeight weight) => text.Name(weight);
}
