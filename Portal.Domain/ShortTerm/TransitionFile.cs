using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.ShortTerm;

/// <summary>
/// Writes and reads a <see cref="TransitionModel"/>: a name and version of the form, number of items, fingerprint, parameters, rows; then
/// the SHA-256 of all that, so that a damaged or shortened file is never used.
/// </summary>
public static class TransitionFile
{
    private const string Form = "portal-transitions-1";

    /// <summary>Writes the model; the stream stays open.</summary>
    public static void Save(TransitionModel model, Stream stream)
    {
        using MemoryStream content = new();
        using (BinaryWriter writer = new(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Form);
            writer.Write(model.ItemCount);
            writer.Write(model.Fingerprint);
            writer.Write(model.HistoryLength);
            writer.Write(model.HistoryDecay);
            for (var item = 0; item < model.ItemCount; item++)
            {
                var followers = model.FollowersOf(new ItemIndex(item));
                writer.Write(followers.Length);
                writer.Write(MemoryMarshal.AsBytes(followers));
                writer.Write(MemoryMarshal.AsBytes(model.StrengthsOf(new ItemIndex(item))));
            }
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads a model that <see cref="Save"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or it is damaged.</exception>
    public static TransitionModel Load(Stream stream)
    {
        using MemoryStream content = new();
        stream.CopyTo(content);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (bytes.Length < SHA256.HashSizeInBytes || !SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
        {
            throw new InvalidDataException("The transition model is damaged: its checksum does not fit. Train it again.");
        }

        content.Position = 0;
        using BinaryReader reader = new(content, Encoding.UTF8);
        if (reader.ReadString() is var form && form != Form)
        {
            throw new InvalidDataException($"The file has the form '{form}', but '{Form}' is expected. Train the model again.");
        }

        var itemCount = reader.ReadInt32();
        var fingerprint = reader.ReadString();
        var (length, decay) = (reader.ReadInt32(), reader.ReadDouble());
        var starts = new int[itemCount + 1];
        List<int> columns = [];
        List<float> values = [];
        for (var item = 0; item < itemCount; item++)
        {
            var count = reader.ReadInt32();
            columns.AddRange(MemoryMarshal.Cast<byte, int>(reader.ReadBytes(count * sizeof(int))));
            values.AddRange(MemoryMarshal.Cast<byte, float>(reader.ReadBytes(count * sizeof(float))));
            starts[item + 1] = columns.Count;
        }

        return new TransitionModel(SparseMatrix.FromRows(itemCount, starts, [.. columns], [.. values]), length, decay, fingerprint);
    }
}
