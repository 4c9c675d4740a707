using Portal.Domain.Catalogue;
using Portal.Domain.Fusion;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Derived;

/// <summary>
/// How cosines of two items chosen at random are spread, so that likeness counts on the same scale as other scores
/// (<see cref="Calibration"/>) whatever the encoder.
/// </summary>
internal sealed class CosineScale
{
    private const int SampledPairs = 2000;

    private readonly Moments _moments;

    private CosineScale(CatalogueIndex catalogue, IVectorIndex? vectors)
    {
        var cosines = new float[vectors is null || catalogue.Count < 2 ? 0 : SampledPairs];
        SplitMix64 random = new((ulong)catalogue.Count, 0);
        for (var pair = 0; pair < cosines.Length; pair++)
        {
            var a = random.NextBelow(catalogue.Count);
            cosines[pair] = vectors!.Cosine(new ItemIndex(a), new ItemIndex((a + 1 + random.NextBelow(catalogue.Count - 1)) % catalogue.Count));
        }

        _moments = Moments.Of(cosines);
    }

    public static CosineScale Of(EngineSnapshot snapshot) => snapshot.Derived<CosineScale>(_ => new CosineScale(snapshot.Catalogue, snapshot.Vectors));

    /// <summary>tanh(z / 5) of the cosine, −1..1; NaN for NaN, 0 where all cosines are equal.</summary>
    public float Calibrate(float cosine) =>
        float.IsNaN(cosine) ? float.NaN
        : _moments.Deviation > 0 ? (float)Math.Tanh((cosine - _moments.Mean) / (Calibration.Width * _moments.Deviation))
        : 0;
}
