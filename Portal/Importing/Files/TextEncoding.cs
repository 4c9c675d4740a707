using System.Text;

namespace Portal.Importing.Files;

/// <summary>In which encoding a file is written: by its mark, else UTF-8 if its beginning is that, else Latin-1.</summary>
/// <param name="Encoding">UTF-8, UTF-16 or Latin-1.</param>
/// <param name="MarkLength">Bytes of the mark at its beginning.</param>
/// <param name="Warning">What whoever imports should know; null for nothing.</param>
public sealed record TextEncoding(Encoding Encoding, int MarkLength, string? Warning = null)
{
    /// <summary>Bytes of a file that are looked at.</summary>
    public const int SampleLength = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public bool IsUtf16 => Encoding is UnicodeEncoding;

    public bool IsLatin1 => Encoding.CodePage == Encoding.Latin1.CodePage;

    /// <summary>Finds out from the beginning of a file.</summary>
    /// <param name="file">Name, for messages.</param>
    /// <param name="sample">The first bytes, at most <see cref="SampleLength"/>.</param>
    /// <exception cref="ImportException">It is an encoding that is not read here, or no text.</exception>
    public static TextEncoding Detect(string file, ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || sample.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
        {
            throw new ImportException($"{file} is written in UTF-32; save it as UTF-8.");
        }

        if (sample.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return new TextEncoding(Strict, 3);
        }

        if (sample.StartsWith<byte>([0xFF, 0xFE]) || sample.StartsWith<byte>([0xFE, 0xFF]))
        {
            return new TextEncoding(new UnicodeEncoding(bigEndian: sample[0] == 0xFE, byteOrderMark: false), 2);
        }

        if (sample.Count((byte)0) > sample.Length / 8)
        {
            throw new ImportException($"{file} is no text, or UTF-16 without a mark at its beginning: too many NULs. Save it as UTF-8.");
        }

        return FirstBad(sample) is not { } bad
            ? new TextEncoding(Strict, 0)
            : new TextEncoding(Encoding.Latin1, 0, $"{file} is not UTF-8 (line {sample[..bad].Count((byte)'\n') + 1}): read as Latin-1 (ISO 8859-1).");
    }

    /// <summary>Whether bytes are text in UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static int? FirstBad(ReadOnlySpan<byte> sample)
    {
        if (IsUtf8(sample))
        {
            return null;
        }

        var at = 0;
        while (at < sample.Length)
        {
            if (Rune.DecodeFromUtf8(sample[at..], out _, out var length) == System.Buffers.OperationStatus.InvalidData)
            {
                return at;
            }

            // A character that the sample cuts is not a bad one.
            at += Math.Max(1, length);
        }

        return null;
    }
}
