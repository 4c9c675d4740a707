using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>
/// A model as a file: a name of the format and its version, key and fingerprint, the ids of the items, so that the model can
/// be laid over another catalogue, the model itself, and a SHA-256 checksum of all that. Little-endian. A model that is read back
/// gives the very scores of the one that was written.
/// </summary>
public static class ModelFile
{
    private const int Version = 1;

    // Far beyond what any of the models can hold: only damage announces more.
    private const int MostItems = 1 << 24;

    private static ReadOnlySpan<byte> Magic => "PortalIM"u8;

    /// <summary>Writes a model.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="model">One of this namespace's models.</param>
    /// <param name="itemIds">An id for each of its items, in their order.</param>
    /// <exception cref="ArgumentException">Not one id per item, or a model of a kind that this format does not know.</exception>
    public static void Write(Stream stream, IItemModel model, IReadOnlyList<string> itemIds)
    {
        if (itemIds.Count != model.ItemCount)
        {
            throw new ArgumentException($"The model has {model.ItemCount} items, but {itemIds.Count} ids were given.", nameof(itemIds));
        }

        using ModelWriter writer = new(stream);
        writer.Bytes(Magic);
        writer.Number(Version);
        writer.Text(model.Key);
        writer.Text(model.Fingerprint);
        writer.Number(itemIds.Count);
        foreach (var id in itemIds)
        {
            writer.Text(id);
        }

        WriteModel(writer, model);
        writer.End();
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">Where from; stays open, behind the file.</param>
    /// <exception cref="ModelFileException">No model file, one of another version, or one that is cut off or damaged.</exception>
    public static ModelFileContent Read(Stream stream)
    {
        using ModelReader reader = new(stream);
        var magic = new byte[Magic.Length];
        reader.Bytes(magic);
        if (!Magic.SequenceEqual(magic))
        {
            throw new ModelFileException("This is not a model file.");
        }

        var version = reader.Number();
        if (version != Version)
        {
            throw new ModelFileException($"The model file is of version {version}; this portal reads version {Version}. Train the model again.");
        }

        string key = reader.Text("key"), fingerprint = reader.Text("fingerprint");
        var count = reader.Count("items", MostItems);
        List<string> ids = [];
        for (var item = 0; item < count; item++)
        {
            ids.Add(reader.Text("id"));
        }

        try
        {
            var model = ReadModel(reader, key, fingerprint);
            reader.End();
            return model.ItemCount == count ? new ModelFileContent(model, ids) : throw new ModelFileException($"The model file is damaged: {count} ids for {model.ItemCount} items.");
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException or IndexOutOfRangeException)
        {
            throw new ModelFileException("The model file is damaged: its numbers do not fit each other.", e);
        }
    }

    private static void WriteModel(ModelWriter writer, IItemModel model)
    {
        switch (model)
        {
            case EaseModel ease:
                WriteKnown(writer, "dense", ease.Known);
                writer.Array(ease.Weights);
                break;
            case ItemItemModel sparse:
                WriteKnown(writer, "sparse", sparse.Known);
                WriteSparse(writer, sparse.Weights);
                break;
            case IalsModel ials:
                WriteKnown(writer, "factors", ials.Known);
                writer.Number(ials.Objective.Factors);
                writer.Number(ials.Objective.Regularisation);
                writer.Number(ials.Objective.RegularisationExponent);
                writer.Number(ials.Objective.UnobservedWeight);
                writer.Array(ials.Vectors);
                break;
            case PopularityModel popular:
                WriteKnown(writer, "popular", popular.Known);
                writer.Array(popular.Values);
                break;
            case RemappedModel remapped:
                writer.Text("remapped");
                writer.Array(remapped.Origin);
                WriteModel(writer, remapped.Inner);
                break;
            default:
                throw new ArgumentException($"A model of type {model.GetType().Name} has no form in a file; write the model it is made from.", nameof(model));
        }
    }

    private static IItemModel ReadModel(ModelReader reader, string key, string fingerprint)
    {
        var kind = reader.Text("kind");
        if (kind == "remapped")
        {
            var origin = reader.Array<int>("positions");
            return new RemappedModel(ReadModel(reader, key, fingerprint), origin);
        }

        var known = ReadKnown(reader);
        switch (kind)
        {
            case "dense":
                return new EaseModel(fingerprint, known, reader.Array<float>("weights", checked(known.Count * known.Count)));
            case "sparse":
                return new ItemItemModel(key, fingerprint, known, ReadSparse(reader, known.Count));
            case "factors":
                IalsObjective objective = new(reader.Count("factors", 4096), reader.Real(), reader.Real(), reader.Real());
                return new IalsModel(fingerprint, known, reader.Array<float>("factors", checked(known.Count * objective.Factors)), objective);
            case "popular":
                return new PopularityModel(fingerprint, known, reader.Array<float>("values", known.Count));
            default:
                throw new ModelFileException($"The model file holds a model of the kind '{kind}', which this portal does not know.");
        }
    }

    private static void WriteKnown(ModelWriter writer, string kind, KnownItems known)
    {
        writer.Text(kind);
        writer.Number(known.ItemCount);
        writer.Array(known.Positions);
    }

    private static KnownItems ReadKnown(ModelReader reader)
    {
        var items = reader.Count("items", MostItems);
        var positions = reader.Array<int>("known items");
        for (var i = 0; i < positions.Length; i++)
        {
            if (positions[i] >= items || positions[i] <= (i == 0 ? -1 : positions[i - 1]))
            {
                throw new ModelFileException("The model file is damaged: its items are not in order.");
            }
        }

        return new KnownItems(items, positions);
    }

    private static void WriteSparse(ModelWriter writer, SparseMatrix matrix)
    {
        for (var row = 0; row < matrix.RowCount; row++)
        {
            writer.Array(matrix.ColumnsOf(row));
            writer.Array(matrix.ValuesOf(row));
        }
    }

    private static SparseMatrix ReadSparse(ModelReader reader, int size)
    {
        var rows = new (int[] Columns, float[] Values)[size];
        for (var row = 0; row < size; row++)
        {
            var columns = reader.Array<int>("columns");
            for (var i = 0; i < columns.Length; i++)
            {
                if (columns[i] >= size || columns[i] <= (i == 0 ? -1 : columns[i - 1]))
                {
                    throw new ModelFileException("The model file is damaged: its weights are not in order.");
                }
            }

            rows[row] = (columns, reader.Array<float>("weights", columns.Length));
        }

        return SparseMatrix.FromRows(size, rows);
    }
}
