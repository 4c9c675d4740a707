using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>An open transformer model: token ids in, float vectors out. Runs of several threads may overlap.</summary>
internal sealed class OnnxModel : IDisposable
{
    public const string IdsInput = "input_ids";
    public const string MaskInput = "attention_mask";
    public const string TypesInput = "token_type_ids";

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputs;
    private readonly string[] _output;
    private readonly int _dimensions;

    private OnnxModel(InferenceSession session, string[] inputs, string output, int dimensions) =>
        (_session, _inputs, _output, _dimensions) = (session, inputs, [output], dimensions);

    /// <summary>Opens the model by its path (not from bytes, or data files beside it would not be found) and checks its shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Where and how to run.</param>
    /// <param name="perToken">True where the output must be [batch, seq, dimensions], false for [batch, dimensions].</param>
    /// <param name="dimensions">Length of a vector.</param>
    /// <exception cref="TextEncoderException">The inputs or the output are of another shape.</exception>
    /// <exception cref="OnnxRuntimeException">The file is no model, or its provider cannot run it.</exception>
    public static OnnxModel Open(string path, SessionOptions options, bool perToken, int dimensions)
    {
        var session = new InferenceSession(path, options);
        try
        {
            return new OnnxModel(session, Inputs(session, path), Output(session, path, perToken ? 3 : 2, dimensions), dimensions);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs the model.</summary>
    /// <returns>One tensor: [rows, length, dimensions], or [rows, dimensions] where the model pools.</returns>
    /// <exception cref="TextEncoderException">The output has another size than the model declares.</exception>
    /// <exception cref="OnnxRuntimeException">The model fails, e.g. on an id outside its table.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(TokenBatch batch)
    {
        var tensors = new List<OrtValue>(_inputs.Length);
        try
        {
            tensors.AddRange(_inputs.Select(batch.Tensor));
            var outputs = _session.Run(_runOptions, _inputs, tensors, _output);
            var shape = outputs[0].GetTensorTypeAndShape().Shape;
            if (shape[0] == batch.RowCount && shape[^1] == _dimensions && (shape.Length == 2 || shape[1] == batch.Length))
            {
                return outputs;
            }

            outputs.Dispose();
            throw new TextEncoderException($"The model's output '{_output[0]}' has the size [{string.Join(", ", shape)}] for {batch.RowCount} texts of {batch.Length} tokens and {_dimensions} dimensions; correct 'dimensions' or use another model.");
        }
        finally
        {
            tensors.ForEach(t => t.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    private static string[] Inputs(InferenceSession session, string path)
    {
        foreach (var (name, metadata) in session.InputMetadata)
        {
            if (name is not (IdsInput or MaskInput or TypesInput))
            {
                throw new TextEncoderException($"The model '{path}' asks for the input '{name}'; only {IdsInput}, {MaskInput} and {TypesInput} can be given: use a text encoder model.");
            }

            if (metadata.ElementDataType != TensorElementType.Int64 || metadata.Dimensions.Length != 2)
            {
                throw new TextEncoderException($"The model '{path}' wants its input '{name}' as {metadata.ElementDataType} with {metadata.Dimensions.Length} dimensions, but it must be Int64 [batch, seq]: export the model again.");
            }
        }

        return session.InputMetadata.ContainsKey(IdsInput)
            ? [.. session.InputMetadata.Keys]
            : throw new TextEncoderException($"The model '{path}' has no input {IdsInput}: use a text encoder model.");
    }

    /// <summary>The first output of the right rank; a last dimension that is only known at run time is checked there.</summary>
    private static string Output(InferenceSession session, string path, int rank, int dimensions)
    {
        foreach (var (name, metadata) in session.OutputMetadata)
        {
            var last = metadata.Dimensions is { Length: > 0 } d ? d[^1] : 0;
            if (metadata.ElementDataType == TensorElementType.Float && metadata.Dimensions.Length == rank && (last == dimensions || last < 0))
            {
                return name;
            }
        }

        var wanted = rank == 3 ? $"[batch, seq, {dimensions}]" : $"[batch, {dimensions}]";
        var found = session.OutputMetadata.Select(o => $"{o.Key} {o.Value.ElementDataType} [{string.Join(", ", o.Value.Dimensions)}]");
        throw new TextEncoderException($"The model '{path}' has no output Float {wanted}, but {string.Join(" and ", found)}; correct 'pooling' or 'dimensions' in its model.json.");
    }
}
