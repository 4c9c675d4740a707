using System.Runtime.InteropServices;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>
/// Universal Sentence Encoder Lite as a dense ONNX graph: <c>input_ids</c> and <c>attention_mask</c> [batch, seq] to
/// <c>sentence_embedding</c> [batch, 512], pooling and normalising inside.
/// </summary>
/// <remarks>
/// Token table and timing signal; two pre-norm transformer layers (4 heads, ReLU), the first 256 wide with a dense residual
/// to 512; mean over the real tokens, dense and tanh, L2. After Cer et al., "Universal Sentence Encoder" (2018).
/// </remarks>
internal sealed class UseLiteGraph
{
    /// <summary>Length of a vector.</summary>
    public const int Dimensions = 512;

    /// <summary>Tokens the model was trained on, and rows of its timing table.</summary>
    public const int MaxTokens = 128;

    private const int Vocabulary = 8002;
    private const int Width = 256;
    private const int Inner = 1536;
    private const int Heads = 4;
    private const float LayerNormEpsilon = 1e-6f;
    private const float MaskedScore = -1e9f;
    private const float MaskedScoreHalf = -60000f; // -1e9 is not a half

    private const string Root = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
    private const string Variables = "module/Encoder_en/KonaTransformer/Encode/";
    private const string TanhLayer = "module/Encoder_en/hidden_layers/tanh_layer_0/";
    private const string TokenTable = "module/Embeddings_en";
    private const string InverseTimescales = Root + "TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1";

    private readonly OnnxGraphWriter _graph = new("use_lite");
    private readonly TfjsWeights _weights;
    private readonly UseLitePrecision _precision;

    private UseLiteGraph(TfjsWeights weights, UseLitePrecision precision) => (_weights, _precision) = (weights, precision);

    private OnnxType FloatType => _precision == UseLitePrecision.F16 ? OnnxType.Float16 : OnnxType.Float;

    /// <summary>Builds the graph from the original weights and writes the model.</summary>
    public static void Write(TfjsWeights weights, UseLitePrecision precision, Stream stream) => new UseLiteGraph(weights, precision).Write(stream);

    private void Write(Stream stream)
    {
        var ids = _graph.Input("input_ids", OnnxType.Int64, "batch", "seq");
        var mask = _graph.Input("attention_mask", OnnxType.Int64, "batch", "seq");
        var keyMask = _graph.Node("Cast", [mask], new OnnxAttribute("to", (int)OnnxType.Int32));

        var x = Embed(ids);
        for (var layer = 0; layer < 2; layer++)
        {
            x = Layer(layer, x, keyMask);
        }

        Head(x, mask);
        _graph.Output("sentence_embedding", OnnxType.Float, "batch", (long)Dimensions);
        _graph.WriteTo(stream);
    }

    /// <summary>Token table plus timing signal. The original adds the token's row twice, so the table here is doubled.</summary>
    private string Embed(string ids)
    {
        var table = Weight(TokenTable);
        for (var i = 0; i < table.Length; i++)
        {
            table[i] *= 2;
        }

        var length = _graph.Node("Slice", [_graph.Node("Shape", [ids]), _graph.Vector(1), _graph.Vector(2), _graph.Vector(0)]);
        var timing = _graph.Node("Slice", [Constant("timing", Timing(), MaxTokens, Width), _graph.Vector(0), length, _graph.Vector(0)]);
        return _graph.Node("Add", [_graph.Node("Gather", [Constant("tokens", table, Vocabulary, Width), ids]), timing]);
    }

    /// <summary>Row p: the sines of p times each of 128 inverse timescales, then the cosines.</summary>
    private float[] Timing()
    {
        var inverse = Weight(InverseTimescales);
        var timing = new float[MaxTokens * Width];
        for (var position = 0; position < MaxTokens; position++)
        {
            for (var j = 0; j < Width / 2; j++)
            {
                var angle = position * inverse[j];
                timing[(position * Width) + j] = MathF.Sin(angle);
                timing[(position * Width) + (Width / 2) + j] = MathF.Cos(angle);
            }
        }

        return timing;
    }

    private string Layer(int layer, string x, string keyMask)
    {
        var width = layer == 0 ? Width : Dimensions;
        var name = layer == 0 ? "l0" : "l1";
        var applied = $"{Root}Layer_{layer}/TransformerLayer/";
        var folded = $"{Root}TransformerStack/Layer_{layer}/TransformerLayer/";

        var residual = layer == 0
            ? Linear(x, "l0_residual", applied + "dense/kernel/ConcatPartitions/concat", Width, Dimensions, applied + "dense/bias/ConcatPartitions/concat")
            : x;
        var normed = LayerNorm(x, name + "_norm1", applied + "layer_prepostprocess/layer_norm/", width);
        x = _graph.Node("Add", [Attention(layer, normed, keyMask, width), residual]);

        var hidden = LayerNorm(x, name + "_norm2", applied + "FFN/layer_prepostprocess/layer_norm/", Dimensions);
        hidden = Linear(hidden, name + "_ffn1", folded + "FFN/conv1/Tensordot/Reshape_1", Dimensions, Inner, applied + "FFN/conv1/bias/ConcatPartitions/concat");
        hidden = _graph.Node("Relu", [hidden]);
        hidden = Linear(hidden, name + "_ffn2", folded + "FFN/conv2/Tensordot/Reshape_1", Inner, Dimensions, applied + "FFN/conv2/bias/ConcatPartitions/concat");
        return _graph.Node("Add", [hidden, x]);
    }

    private string Attention(int layer, string x, string keyMask, int width)
    {
        var name = layer == 0 ? "l0" : "l1";
        var kernels = $"{Variables}Layer_{layer}/TransformerLayer/MultiheadAttention/";
        var biases = $"{Root}Layer_{layer}/TransformerLayer/MultiheadAttention/";
        var scale = Weight($"{Root}TransformerStack/Layer_{layer}/TransformerLayer/MultiheadAttention/mul/y")[0];

        var projected = Linear(x, name + "_qkv", kernels + "qkv_transform_single/kernel/part_0", width, 3 * width, biases + "qkv_transform_single/bias/ConcatPartitions/concat");
        var parts = _graph.Nodes("Split", [projected, _graph.Vector(width, width, width)], [name + "_query", name + "_key", name + "_value"], new OnnxAttribute("axis", -1));
        var context = _graph.OnnxRuntimeNode(
            "MultiHeadAttention",
            [parts[0], parts[1], parts[2], "", keyMask],
            new OnnxAttribute("num_heads", Heads),
            new OnnxAttribute("scale", scale),
            new OnnxAttribute("mask_filter_value", _precision == UseLitePrecision.F16 ? MaskedScoreHalf : MaskedScore));
        return Linear(context, name + "_out", kernels + "output_transform_single/kernel/part_0", width, Dimensions, biases + "output_transform_single/bias/ConcatPartitions/concat");
    }

    /// <summary>Mean over the real tokens, dense and tanh (in float also for int8), then L2 (in float also for f16).</summary>
    private void Head(string x, string mask)
    {
        var real = _graph.Node("Cast", [mask], new OnnxAttribute("to", (int)FloatType));
        var sum = _graph.Node("ReduceSum", [_graph.Node("Mul", [x, _graph.Node("Unsqueeze", [real, _graph.Vector(2)])]), _graph.Vector(1)], new OnnxAttribute("keepdims", 0));
        var count = _graph.Node("ReduceSum", [real, _graph.Vector(1)], new OnnxAttribute("keepdims", 1));
        var mean = _graph.Node("Div", [sum, _graph.Node("Max", [count, Constant("one", [1f])])]);

        var y = _graph.Node("MatMul", [mean, Constant("tanh_w", Weight(TanhLayer + "weights"), Dimensions, Dimensions)]);
        y = _graph.Node("Tanh", [_graph.Node("Add", [y, Constant("tanh_b", Weight(TanhLayer + "bias"), Dimensions)])]);
        if (_precision == UseLitePrecision.F16)
        {
            y = _graph.Node("Cast", [y], new OnnxAttribute("to", (int)OnnxType.Float));
        }

        var square = _graph.Node("ReduceSumSquare", [y, _graph.Vector(1)], new OnnxAttribute("keepdims", 1));
        var norm = _graph.Node("Sqrt", [_graph.Node("Max", [square, _graph.Floats("epsilon", [1e-12f])])]);
        _graph.Node("Div", [y, norm], "sentence_embedding");
    }

    private string LayerNorm(string x, string name, string prefix, int width) => _graph.Node(
        "LayerNormalization",
        [
            x,
            Constant(name + "_s", Weight(prefix + "layer_norm_scale/ConcatPartitions/concat"), width),
            Constant(name + "_b", Weight(prefix + "layer_norm_bias/ConcatPartitions/concat"), width),
        ],
        new OnnxAttribute("axis", -1),
        new OnnxAttribute("epsilon", LayerNormEpsilon));

    private string Linear(string x, string name, string kernel, int inner, int outer, string bias)
    {
        var weights = Weight(kernel);
        if (_precision is UseLitePrecision.F32 or UseLitePrecision.F16)
        {
            var product = _graph.Node("MatMul", [x, Constant(name + "_w", weights, inner, outer)]);
            return _graph.Node("Add", [product, Constant(name + "_b", Weight(bias), outer)]);
        }

        var (quantised, scales) = ColumnQuantiser.Quantise(weights, outer, _precision == UseLitePrecision.Int8 ? 127 : 63);
        return _graph.OnnxRuntimeNode("DynamicQuantizeMatMul",
        [
            x,
            _graph.Constant(name + "_q", OnnxType.Int8, [inner, outer], MemoryMarshal.AsBytes<sbyte>(quantised)),
            _graph.Floats(name + "_s", scales, outer),
            _graph.Constant(name + "_z", OnnxType.Int8, [outer], new byte[outer]),
            _graph.Floats(name + "_b", Weight(bias), outer),
        ]);
    }

    private string Constant(string name, float[] values, params ReadOnlySpan<long> shape) => _precision == UseLitePrecision.F16
        ? _graph.Constant(name, OnnxType.Float16, shape, MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, v => (Half)v)))
        : _graph.Floats(name, values, shape);

    private float[] Weight(string name) => _weights[name].Floats.ToArray();
}
