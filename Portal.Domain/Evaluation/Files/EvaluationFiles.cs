using System.Security.Cryptography;

namespace Portal.Domain.Evaluation.Files;

/// <summary>A line of a file that is not blank.</summary>
internal readonly record struct TextLine(int Number, string Text);

/// <summary>The files of one evaluation: their ids are numbered together, and their bytes make one hash.</summary>
internal sealed class EvaluationFiles
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public IdTable Users { get; } = new();

    public IdTable Items { get; } = new();

    /// <summary>SHA-256 of the SHA-256 of every file opened so far, in order.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>The lines, streamed; LF or CRLF.</summary>
    /// <exception cref="EvaluationFileException">There is no such file.</exception>
    public IEnumerable<TextLine> Open(string path)
    {
        Require(path);
        using (var bytes = File.OpenRead(path))
        {
            _hash.AppendData(SHA256.HashData(bytes));
        }

        return Lines(path);
    }

    /// <summary>The lines of a file once more, or of one that is no part of the data.</summary>
    public static IEnumerable<TextLine> Lines(string path)
    {
        Require(path);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return new TextLine(number, line);
            }
        }
    }

    private static void Require(string path)
    {
        if (!File.Exists(path))
        {
            throw new EvaluationFileException($"There is no file '{path}'.");
        }
    }
}
