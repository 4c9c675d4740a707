using System.Text.Json;
using Portal.Domain.Embedding.Onnx;

namespace Portal.Tests.Support;

/// <summary>
/// The published graph of Universal Sentence Encoder Lite translated to ONNX one op at a time, sparse inputs kept: indices
/// [n, 2] and values [n]. The second witness for the dense graph that the portal builds by hand; the two share only the
/// reading of weights and the writing of files.
/// </summary>
/// <remarks>Every int32 tensor becomes int64, because ONNX shapes and indices are int64.</remarks>
internal sealed class TfToOnnx
{
    public const string Output = "module_apply_default/Encoder_en/hidden_layers/l2_normalize";

    private readonly OnnxGraphWriter _graph = new("use_lite_op_by_op");
    private readonly Dictionary<string, TfNode> _nodes;
    private readonly TfjsWeights _weights;

    private TfToOnnx(JsonElement model, TfjsWeights weights)
    {
        _nodes = TfNode.ReadAll(model).ToDictionary(n => n.Name);
        _weights = weights;
    }

    public static void Write(string sourceFolder, Stream stream)
    {
        using var model = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(sourceFolder, UseLiteSource.ModelFile)));
        var converter = new TfToOnnx(model.RootElement, UseLiteSource.ReadWeights(sourceFolder));
        foreach (var node in converter.Ordered())
        {
            converter.Emit(node);
        }

        converter._graph.Output(Output, OnnxType.Float, "batch", 512L);
        converter._graph.WriteTo(stream);
    }

    /// <summary>Inputs before users, from the output backwards, which also drops dead nodes.</summary>
    private List<TfNode> Ordered()
    {
        var order = new List<TfNode>();
        var seen = new HashSet<string>();
        Visit(Output);
        return order;

        void Visit(string name)
        {
            if (!seen.Add(name))
            {
                return;
            }

            foreach (var input in DataInputs(_nodes[name]))
            {
                Visit(NodeName(input));
            }

            order.Add(_nodes[name]);
        }
    }

    private void Emit(TfNode node)
    {
        var x = DataInputs(node).Select(i => i.EndsWith(":0", StringComparison.Ordinal) ? i[..^2] : i).ToArray();
        switch (node.Op)
        {
            case "Placeholder":
                _graph.Input(node.Name, OnnxType.Int64, [.. node.Shape().Select(d => d < 0 ? (OnnxDimension)"count" : d)]);
                break;
            case "Const":
                EmitConstant(node);
                break;
            case "SplitV":
                // TensorFlow names the outputs of a node name, name:1, name:2.
                _graph.Nodes("Split", x[..2], [.. Enumerable.Range(0, (int)node.Integer("num_split")).Select(i => i == 0 ? node.Name : $"{node.Name}:{i}")], new OnnxAttribute("axis", Ints(x[2])[0]));
                break;
            case "StridedSlice":
                EmitStridedSlice(node, x);
                break;
            default:
                if (!TryEmitElementwise(node, x) && !TryEmitReduction(node, x) && !TryEmitShaping(node, x))
                {
                    EmitIndexing(node, x);
                }

                break;
        }
    }

    private void EmitConstant(TfNode node)
    {
        var weight = _weights[node.Name];
        if (weight.ElementType == "float32")
        {
            _graph.Constant(node.Name, OnnxType.Float, weight.Shape, weight.Data.Span);
        }
        else
        {
            _graph.Integers(node.Name, Ints(node.Name), weight.Shape);
        }
    }

    private bool TryEmitElementwise(TfNode node, string[] x)
    {
        var op = node.Op switch
        {
            "Add" or "Sub" or "Mul" or "Less" or "Greater" or "MatMul" or "Reshape" or "Shape" or "Relu" or "Sin" or "Cos" or "Tanh" or "Range" => node.Op,
            "BiasAdd" => "Add",
            "RealDiv" => "Div",
            "Maximum" => "Max",
            "LogicalNot" => "Not",
            _ => null,
        };
        switch (node.Op)
        {
            case "Square":
                Add(node, "Mul", [x[0], x[0]]);
                break;
            case "Rsqrt":
                Add(node, "Reciprocal", [_graph.Node("Sqrt", [x[0]])]);
                break;
            case "Softmax":
                Add(node, "Softmax", x, new OnnxAttribute("axis", -1));
                break;
            case "Cast":
                Add(node, "Cast", x, new OnnxAttribute("to", (long)(node.DataType("DstT") switch
                {
                    1 => OnnxType.Float,
                    3 or 9 => OnnxType.Int64,
                    10 => OnnxType.Bool,
                    var type => throw new NotSupportedException($"cast to {type}"),
                })));
                break;
            default:
                if (op is not null)
                {
                    Add(node, op, x);
                }

                return op is not null;
        }

        return true;
    }

    private bool TryEmitReduction(TfNode node, string[] x)
    {
        var op = node.Op switch { "Max" => "ReduceMax", "Sum" => "ReduceSum", "Mean" => "ReduceMean", "Prod" => "ReduceProd", _ => null };
        if (op is not null)
        {
            Add(node, op, [x[0], _graph.Vector(Ints(x[1]))], new OnnxAttribute("keepdims", node.Flag("keep_dims") ? 1 : 0));
        }

        return op is not null;
    }

    private bool TryEmitShaping(TfNode node, string[] x)
    {
        switch (node.Op)
        {
            case "ExpandDims":
                Add(node, "Unsqueeze", [x[0], _graph.Vector(Ints(x[1])[0])]);
                return true;
            case "Squeeze":
                Add(node, "Squeeze", [x[0], _graph.Vector(node.Integers("squeeze_dims"))]);
                return true;
            case "ConcatV2":
                Add(node, "Concat", x[..^1], new OnnxAttribute("axis", Ints(x[^1])[0]));
                return true;
            case "Pack":
                var axis = node.Integer("axis");
                Add(node, "Concat", [.. x.Select(i => _graph.Node("Unsqueeze", [i, _graph.Vector(axis)]))], new OnnxAttribute("axis", axis));
                return true;
            case "Transpose":
                Add(node, "Transpose", [x[0]], new OnnxAttribute("perm", Ints(x[1])));
                return true;
            case "BatchMatMul":
                Add(node, "MatMul", [node.Flag("adj_x") ? SwapLast(x[0]) : x[0], node.Flag("adj_y") ? SwapLast(x[1]) : x[1]]);
                return true;
            case "Conv2D":
                // Channels last, window 1x1, stride 1: a product on the channel axis.
                var kernel = _weights[x[1]];
                Assert.Equal([1, 1], kernel.Shape[..2]);
                Add(node, "MatMul", [x[0], _graph.Constant(x[1] + "/2d", OnnxType.Float, kernel.Shape.AsSpan(2), kernel.Data.Span)]);
                return true;
            default:
                return false;
        }
    }

    private void EmitIndexing(TfNode node, string[] x)
    {
        switch (node.Op)
        {
            case "Where":
                Add(node, "Transpose", [_graph.Node("NonZero", [x[0]])], new OnnxAttribute("perm", [1, 0]));
                break;
            case "GatherV2":
                Add(node, "Gather", x[..2], new OnnxAttribute("axis", Ints(x[2])[0]));
                break;
            case "GatherNd":
                Add(node, "GatherND", x);
                break;
            case "ScatterNd":
                // Into zeros; this graph has no duplicate indices.
                Add(node, "ScatterND", [_graph.Node("ConstantOfShape", [x[2]]), x[0], x[1]]);
                break;
            case "SparseToDense":
                Add(node, "ScatterND", [_graph.Node("Expand", [x[3], x[1]]), x[0], x[2]]);
                break;
            case "Slice":
                var (begin, size) = (Ints(x[1]), Ints(x[2]));
                long[] end = [.. begin.Zip(size, (b, s) => s < 0 ? long.MaxValue : b + s)];
                Add(node, "Slice", [x[0], _graph.Vector(begin), _graph.Vector(end), _graph.Vector([.. Enumerable.Range(0, begin.Length).Select(i => (long)i)])]);
                break;
            default:
                throw new NotSupportedException($"{node.Op} ({node.Name})");
        }
    }

    /// <summary>Slice, then Squeeze of the shrunk axes. Begin -1 needs the end INT64_MAX; masked ends are 0 and INT64_MAX.</summary>
    private void EmitStridedSlice(TfNode node, string[] x)
    {
        var (begin, end, step) = (Ints(x[1]), Ints(x[2]), Ints(x[3]));
        Assert.True(node.Integer("ellipsis_mask") == 0 && node.Integer("new_axis_mask") == 0 && step.All(s => s > 0), node.Name);
        List<long> axes = [], starts = [], ends = [], steps = [], shrunk = [];
        for (var i = 0; i < begin.Length; i++)
        {
            var (shrink, fromStart, toEnd) = (Has("shrink_axis_mask", i), Has("begin_mask", i), Has("end_mask", i));
            if (!shrink && fromStart && toEnd && step[i] == 1)
            {
                continue;
            }

            axes.Add(i);
            starts.Add(fromStart && !shrink ? 0 : begin[i]);
            ends.Add(shrink ? (begin[i] == -1 ? long.MaxValue : begin[i] + 1) : (toEnd ? long.MaxValue : end[i]));
            steps.Add(shrink ? 1 : step[i]);
            if (shrink)
            {
                shrunk.Add(i);
            }
        }

        if (axes.Count == 0)
        {
            Add(node, "Identity", [x[0]]);
            return;
        }

        string[] inputs = [x[0], _graph.Vector([.. starts]), _graph.Vector([.. ends]), _graph.Vector([.. axes]), _graph.Vector([.. steps])];
        if (shrunk.Count == 0)
        {
            Add(node, "Slice", inputs);
        }
        else
        {
            Add(node, "Squeeze", [_graph.Node("Slice", inputs), _graph.Vector([.. shrunk])]);
        }

        bool Has(string mask, int axis) => (node.Integer(mask) >> axis & 1) != 0;
    }

    private void Add(TfNode node, string op, string[] inputs, params ReadOnlySpan<OnnxAttribute> attributes) => _graph.Node(op, inputs, node.Name, attributes);

    /// <summary>The last two axes swapped; every product of this graph has four.</summary>
    private string SwapLast(string tensor) => _graph.Node("Transpose", [tensor], new OnnxAttribute("perm", [0, 1, 3, 2]));

    private long[] Ints(string tensor) =>
        [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(_weights[NodeName(tensor)].Data.Span).ToArray().Select(i => (long)i)];

    private static IEnumerable<string> DataInputs(TfNode node) => node.Inputs.Where(i => !i.StartsWith('^'));

    private static string NodeName(string tensor) => tensor.Split(':')[0];
}
