using System.Globalization;

namespace Portal.Domain.Evaluation.Files;

/// <summary>A file of an evaluation cannot be understood; the message names the file, the line and what was expected there.</summary>
public sealed class EvaluationFileException : Exception
{
    private const int MostShown = 60;

    /// <inheritdoc cref="EvaluationFileException"/>
    public EvaluationFileException()
    {
    }

    /// <inheritdoc cref="EvaluationFileException"/>
    public EvaluationFileException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="EvaluationFileException"/>
    public EvaluationFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A line is not what was expected.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="line">Number of the line, from 1; 0 where it is the file as a whole.</param>
    /// <param name="expected">What was expected, e.g. <c>user item [rating [timestamp]]</c>.</param>
    /// <param name="found">What is there; cut where it is long.</param>
    public EvaluationFileException(string file, int line, string expected, string found)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}{(line > 0 ? $", line {line}" : "")}: expected {expected}, found '{(found.Length > MostShown ? found[..MostShown] + "…" : found)}'.")) =>
        (File, Line) = (file, line);

    /// <summary>Path of the file.</summary>
    public string File { get; } = "";

    /// <summary>Number of the line, from 1; 0 where it is the file as a whole.</summary>
    public int Line { get; }
}
