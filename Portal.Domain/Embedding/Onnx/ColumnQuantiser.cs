namespace Portal.Domain.Embedding.Onnx;

/// <summary>Symmetric integer weights with one scale per output column, as <c>DynamicQuantizeMatMul</c> takes them.</summary>
internal static class ColumnQuantiser
{
    /// <param name="weights">[inner, outer], row-major.</param>
    /// <param name="outer">Number of columns.</param>
    /// <param name="largest">Largest magnitude of a quantised weight, up to 127.</param>
    /// <returns>Integers of the same layout, and the scales by which a column's integers are multiplied.</returns>
    public static (sbyte[] Values, float[] Scales) Quantise(ReadOnlySpan<float> weights, int outer, int largest)
    {
        var scales = new float[outer];
        for (var i = 0; i < weights.Length; i++)
        {
            scales[i % outer] = Math.Max(scales[i % outer], Math.Abs(weights[i]));
        }

        for (var column = 0; column < outer; column++)
        {
            scales[column] = scales[column] == 0 ? 1 : scales[column] / largest;
        }

        var values = new sbyte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            values[i] = (sbyte)Math.Clamp((int)MathF.Round(weights[i] / scales[i % outer]), -largest, largest);
        }

        return (values, scales);
    }
}
