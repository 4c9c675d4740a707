using System.Globalization;
using System.Runtime.InteropServices;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>
/// Collects nodes, constants, inputs and outputs of a graph and writes them as an ONNX model (opset 18, IR version 9).
/// Field numbers are those of onnx.proto. Methods return the name of the tensor they made, to be an input of the next.
/// </summary>
internal sealed class OnnxGraphWriter(string name)
{
    private const int Opset = 18;
    private const int IrVersion = 9;
    private const string OnnxRuntimeDomain = "com.microsoft";

    private readonly List<ProtobufWriter> _nodes = [];
    private readonly List<ProtobufWriter> _constants = [];
    private readonly List<ProtobufWriter> _inputs = [];
    private readonly List<ProtobufWriter> _outputs = [];
    private readonly HashSet<string> _constantNames = new(StringComparer.Ordinal);
    private bool _usesOnnxRuntimeDomain;

    public string Input(string input, OnnxType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        _inputs.Add(ValueInfo(input, type, shape));
        return input;
    }

    public void Output(string output, OnnxType type, params ReadOnlySpan<OnnxDimension> shape) => _outputs.Add(ValueInfo(output, type, shape));

    /// <summary>A constant of raw little-endian bytes. A second one of the same name is taken to be the first.</summary>
    public string Constant(string constant, OnnxType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> raw)
    {
        if (_constantNames.Add(constant))
        {
            _constants.Add(new ProtobufWriter().PackedIntegers(1, shape).Integer(2, (int)type).Text(8, constant).Bytes(9, raw));
        }

        return constant;
    }

    public string Floats(string constant, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(constant, OnnxType.Float, shape, MemoryMarshal.AsBytes(values));

    public string Integers(string constant, ReadOnlySpan<long> values, params ReadOnlySpan<long> shape) =>
        Constant(constant, OnnxType.Int64, shape, MemoryMarshal.AsBytes(values));

    /// <summary>A one-dimensional int64 constant, shared by all nodes that ask for the same values.</summary>
    public string Vector(params long[] values) =>
        Integers("i64_" + string.Join('_', values.Select(v => v.ToString(CultureInfo.InvariantCulture))), values, values.Length);

    /// <summary>A node with one output.</summary>
    public string Node(string op, IReadOnlyList<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node(op, inputs, FreshName(op), attributes);

    /// <summary>A node with one output of a given name.</summary>
    public string Node(string op, IReadOnlyList<string> inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Add("", op, inputs, [output], attributes)[0];

    /// <summary>A node with several outputs.</summary>
    public IReadOnlyList<string> Nodes(string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Add("", op, inputs, outputs, attributes);

    /// <summary>A node of ONNX Runtime's own operator set.</summary>
    public string OnnxRuntimeNode(string op, IReadOnlyList<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        _usesOnnxRuntimeDomain = true;
        return Add(OnnxRuntimeDomain, op, inputs, [FreshName(op)], attributes)[0];
    }

    /// <summary>Writes the model; the constants go straight to the stream, so a large model is held in memory only once.</summary>
    public void WriteTo(Stream stream)
    {
        (int Field, ProtobufWriter Message)[] parts =
        [
            .. _nodes.Select(m => (1, m)),
            .. _constants.Select(m => (5, m)),
            .. _inputs.Select(m => (11, m)),
            .. _outputs.Select(m => (12, m)),
        ];
        var graphName = new ProtobufWriter().Text(2, name);
        var graphLength = (long)graphName.Written.Length;
        foreach (var (field, message) in parts)
        {
            graphLength += new ProtobufWriter().Header(field, message.Written.Length).Written.Length + message.Written.Length;
        }

        var head = new ProtobufWriter().Integer(1, IrVersion).Text(2, "portal").Message(8, OperatorSet("", Opset));
        if (_usesOnnxRuntimeDomain)
        {
            head.Message(8, OperatorSet(OnnxRuntimeDomain, 1));
        }

        stream.Write(head.Header(7, graphLength).Written);
        stream.Write(graphName.Written);
        foreach (var (field, message) in parts)
        {
            stream.Write(new ProtobufWriter().Header(field, message.Written.Length).Written);
            stream.Write(message.Written);
        }
    }

    private static ProtobufWriter OperatorSet(string domain, int version) => new ProtobufWriter().Text(1, domain).Integer(2, version);

    private static ProtobufWriter ValueInfo(string value, OnnxType type, ReadOnlySpan<OnnxDimension> shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (var dimension in shape)
        {
            dimensions.Message(1, dimension.Name is null
                ? new ProtobufWriter().Integer(1, dimension.Size)
                : new ProtobufWriter().Text(2, dimension.Name));
        }

        var tensor = new ProtobufWriter().Integer(1, (int)type).Message(2, dimensions);
        return new ProtobufWriter().Text(1, value).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private string FreshName(string op) => string.Create(CultureInfo.InvariantCulture, $"{op}_{_nodes.Count}");

    private IReadOnlyList<string> Add(string domain, string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, outputs[0]).Text(4, op);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute.ToMessage());
        }

        if (domain.Length > 0)
        {
            node.Text(7, domain);
        }

        _nodes.Add(node);
        return outputs;
    }
}
