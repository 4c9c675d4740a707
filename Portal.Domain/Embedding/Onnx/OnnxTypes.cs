namespace Portal.Domain.Embedding.Onnx;

/// <summary>Element types, numbered as in onnx.proto's TensorProto.DataType.</summary>
internal enum OnnxType
{
    Float = 1,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
}

/// <summary>One dimension of a graph input or output: a size, or a name where the size is only known at run time.</summary>
internal readonly record struct OnnxDimension(long Size, string? Name)
{
    public static implicit operator OnnxDimension(long size) => new(size, null);

    public static implicit operator OnnxDimension(string name) => new(0, name);
}

/// <summary>An attribute of a node: an integer, a float or a list of integers.</summary>
internal readonly record struct OnnxAttribute
{
    private const int FloatType = 1;
    private const int IntegerType = 2;
    private const int IntegersType = 7;

    private readonly long _integer;
    private readonly float _single;
    private readonly long[]? _integers;
    private readonly int _type;

    public OnnxAttribute(string name, long value) => (Name, _integer, _type) = (name, value, IntegerType);

    public OnnxAttribute(string name, float value) => (Name, _single, _type) = (name, value, FloatType);

    public OnnxAttribute(string name, long[] values) => (Name, _integers, _type) = (name, values, IntegersType);

    public string Name { get; }

    /// <summary>The attribute as an AttributeProto.</summary>
    public ProtobufWriter ToMessage()
    {
        var message = new ProtobufWriter().Text(1, Name);
        switch (_type)
        {
            case FloatType:
                message.Single(2, _single);
                break;
            case IntegerType:
                message.Integer(3, _integer);
                break;
            default:
                foreach (var value in _integers!)
                {
                    message.Integer(8, value);
                }

                break;
        }

        return message.Integer(20, _type);
    }
}
