using Portal.Domain.Ranking;

namespace Portal.Engine;

/// <summary>What the numbers of a weight profile are called where they are set, for other pages that name them.</summary>
public interface IWeightNames
{
    /// <summary>"Popularity", in the present culture.</summary>
    string NameOf(TunableWeight weight);
}
