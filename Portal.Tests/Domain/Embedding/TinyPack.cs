using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Packs;

namespace Portal.Tests.Domain.Embedding;

/// <summary>
/// A pack small enough to compute by hand: 3 dimensions, 9 pieces, up to 16 tokens. The model looks each id up in a table
/// and adds a position's row, which is 0 everywhere.
/// </summary>
internal sealed class TinyPack(string packsFolder)
{
    public const string Id = "tiny";
    public const int Dimensions = 3;
    public const int MaxTokens = 16;

    public static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "sea", "night", "query", "document", ":"];

    /// <summary>The vector of each piece; padding would be seen at once.</summary>
    public static readonly float[][] Table =
    [
        [100, 100, 100], [0, 0, 9], [1, 0, 0], [0, 2, 0], [3, 4, 0], [0, 3, 4], [8, 0, 1], [0, 8, 1], [1, 1, 1],
    ];

    /// <summary>Settings to be changed before <see cref="Write"/>.</summary>
    public JsonObject Settings { get; } = new()
    {
        ["id"] = Id,
        ["dimensions"] = Dimensions,
        ["pooling"] = "mean",
        ["maxTokens"] = MaxTokens,
        ["tokenizer"] = "wordpiece",
    };

    public string ExtraInput { get; init; } = "";

    public bool WithTypes { get; init; }

    public OnnxType IdsType { get; init; } = OnnxType.Int64;

    /// <summary>Whether the model gives one vector a text: that of the first token.</summary>
    public bool Pooled { get; init; }

    public int Rows { get; init; } = Table.Length;

    public int Positions { get; init; } = MaxTokens;

    public float Factor { get; init; } = 1;

    public string Folder => Path.Combine(packsFolder, Id);

    public ModelPack Write()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllLines(Path.Combine(Folder, "vocab.txt"), Vocabulary);
        File.WriteAllText(Path.Combine(Folder, ModelPack.SettingsFile), Settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        using (var stream = File.Create(Path.Combine(Folder, ModelPack.ModelFile)))
        {
            WriteModel(stream);
        }

        return ModelPackReader.Read(Folder);
    }

    private void WriteModel(Stream stream)
    {
        var graph = new OnnxGraphWriter("tiny");
        var ids = graph.Input("input_ids", IdsType, "batch", "seq");
        graph.Input("attention_mask", OnnxType.Int64, "batch", "seq");
        var table = graph.Floats("table", Table.Take(Rows).SelectMany(r => r).Select(v => v * Factor).ToArray(), Rows, Dimensions);
        var x = graph.Node("Gather", [table, ids]);
        if (WithTypes)
        {
            var types = graph.Node("Cast", [graph.Input("token_type_ids", OnnxType.Int64, "batch", "seq")], new OnnxAttribute("to", (int)OnnxType.Float));
            x = graph.Node("Add", [x, graph.Node("Unsqueeze", [types, graph.Vector(2)])]);
        }

        if (ExtraInput.Length > 0)
        {
            graph.Input(ExtraInput, OnnxType.Int64, "batch", "seq");
        }

        var length = graph.Node("Slice", [graph.Node("Shape", [ids]), graph.Vector(1), graph.Vector(2), graph.Vector(0)]);
        var positions = graph.Node("Slice", [graph.Floats("positions", new float[Positions * Dimensions], Positions, Dimensions), graph.Vector(0), length, graph.Vector(0)]);
        x = graph.Node("Add", [x, positions]);
        if (Pooled)
        {
            x = graph.Node("Squeeze", [graph.Node("Slice", [x, graph.Vector(0), graph.Vector(1), graph.Vector(1)]), graph.Vector(1)], "sentence_embedding");
            graph.Output(x, OnnxType.Float, "batch", (long)Dimensions);
        }
        else
        {
            x = graph.Node("Identity", [x], "last_hidden_state");
            graph.Output(x, OnnxType.Float, "batch", "seq", (long)Dimensions);
        }

        graph.WriteTo(stream);
    }
}
