using Portal.Domain.Embedding.Onnx;

namespace Portal.Domain.Embedding.Packs;

/// <summary>
/// Three texts with every 32nd component of their vectors, computed by the published TensorFlow.js model. A conversion that
/// gives others is not used.
/// </summary>
internal static class ReferenceTexts
{
    private const int Step = 32;

    private static readonly (string Text, float[] Components)[] Known =
    [
        ("lantern",
        [
            -0.05140763f, -0.05158603f, 0.0501816f, 0.02920383f, 0.05168173f, -0.01626649f, -0.03640508f, 0.05142381f,
            -0.05164934f, -0.04941625f, -0.05076316f, 0.03506927f, 0.0348463f, -0.01275465f, 0.05157479f, -0.03038792f,
        ]),
        ("A lighthouse keeper befriends a stranded whale.",
        [
            -0.06041876f, -0.04008114f, 0.009910817f, -0.05947617f, 0.01565471f, 0.0338807f, -0.04414769f, -0.03833949f,
            0.03950693f, -0.01271715f, 0.05761424f, -0.03584329f, -0.02955449f, -0.005252699f, 0.03909554f, 0.06910322f,
        ]),
        ("I want something gentle and funny for a rainy evening, but no musicals.",
        [
            -0.04274219f, -0.002014108f, 0.0265518f, 0.06281236f, -0.05909217f, -0.01851349f, -0.04010127f, -0.03354093f,
            -0.03894603f, -0.05151515f, 0.04137453f, -0.0626259f, -0.03996232f, 0.01864255f, 0.01929247f, -0.03563517f,
        ]),
    ];

    /// <summary>Compares the default encoder with the known vectors.</summary>
    /// <exception cref="TextEncoderException">A text has no vector, or one too far off.</exception>
    public static async Task VerifyAsync(ITextEncoder encoder, CancellationToken cancellationToken)
    {
        var tolerance = Tolerance(encoder.Info.Precision);
        string[] texts = [.. Known.Select(k => k.Text)];
        var vectors = await encoder.EncodeAsync(texts, TextPurpose.Document, cancellationToken).ConfigureAwait(false);
        for (var text = 0; text < texts.Length; text++)
        {
            var largest = LargestDifference(vectors[text].Values, Known[text].Components);
            if (!(largest <= tolerance))
            {
                throw new TextEncoderException($"The encoder {encoder.Info.Id} fails its self-test on {encoder.Info.RunsOn}: the vector of '{texts[text]}' is off by {largest:g3}, and at most {tolerance:g3} is allowed; choose another precision or run it on the CPU.");
            }
        }
    }

    /// <summary>Largest difference of a component that an intact conversion shows, with room for other processors.</summary>
    private static float Tolerance(string precision)
    {
        if (precision == UseLitePrecision.Int7.Label())
        {
            return 4.5e-2f;
        }

        return precision == UseLitePrecision.Int8.Label() ? 2.5e-2f : 3e-3f;
    }

    private static float LargestDifference(float[]? vector, float[] components)
    {
        var largest = vector is null ? float.NaN : 0;
        for (var i = 0; vector is not null && i < components.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(vector[i * Step] - components[i]));
        }

        return largest;
    }
}
