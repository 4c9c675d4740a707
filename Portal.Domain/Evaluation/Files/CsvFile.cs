using System.Text;

namespace Portal.Domain.Evaluation.Files;

/// <summary>Reads comma-separated lines in which fields may be quoted (RFC 4180, without line breaks in fields).</summary>
internal static class CsvFile
{
    /// <summary>Rows after the header.</summary>
    /// <param name="files">The evaluation's files.</param>
    /// <param name="path">The file.</param>
    /// <param name="columns">How many fields every row must have.</param>
    public static IEnumerable<(int Number, string[] Fields)> Read(EvaluationFiles files, string path, int columns)
    {
        foreach (var (number, text) in files.Open(path).Skip(1))
        {
            var fields = Split(text);
            yield return fields?.Length == columns
                ? (number, fields)
                : throw new EvaluationFileException(path, number, $"{columns} comma-separated fields, with quotes around those that contain commas", text);
        }
    }

    /// <summary>The fields of a line; null where a quote is not closed.</summary>
    internal static string[]? Split(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return quoted ? null : [.. fields];
    }
}
