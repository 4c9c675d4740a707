using System.Text;
using CsvHelper;

namespace Portal.Importing.Writing;

/// <summary>The rows that are not imported, as CSV: file, line, reason, detail, text. What could be a formula is marked as text.</summary>
internal sealed class RejectedFile : IAsyncDisposable
{
    /// <summary>Most rows that are written; the rest is only counted.</summary>
    public const int MostRows = 100_000;

    private const int MostText = 500;

    private readonly FileStream _file;
    private readonly CsvWriter _csv;

    /// <summary>Goes on at a length of the file, which tells how far it was when its rows counted; 0 begins anew.</summary>
    public RejectedFile(string path, long length, long rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1, useAsync: true);
        _file.SetLength(Math.Min(length, _file.Length));
        _file.Position = _file.Length;
        _csv = CsvWriter.Create(_file, new CsvWriterOptions { Injection = CsvInjection.Escape });
        Rows = rows;
        if (_file.Length == 0)
        {
            Write("file", "line", "reason", "detail", "text");
        }
    }

    public long Rows { get; private set; }

    public long Length => _file.Position;

    public void Add(RejectedRow row)
    {
        if (Rows < MostRows)
        {
            Rows++;
            Write(row.File, row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Reason.ToString(), row.Detail, row.Text);
        }
    }

    /// <summary>A row as it stands in the file, cut, without what is no text.</summary>
    public static string Excerpt(ReadOnlyMemory<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw.Span[..Math.Min(raw.Length, MostText * 2)]);
        text = text.Length <= MostText ? text : text[..MostText] + "…";
        return string.Concat(text.Select(letter => char.IsControl(letter) && letter is not ('\n' or '\t') ? '\ufffd' : letter));
    }

    public Task FlushAsync(CancellationToken ct) => _csv.FlushAsync(ct).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        await _file.DisposeAsync();
    }

    private void Write(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            _csv.WriteField(field);
        }

        _csv.EndRecord();
    }
}
