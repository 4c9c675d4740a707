namespace Portal.Domain.Evaluation.Files;

/// <summary>
/// The fields of a line, one by one, without allocating. The line's own separator is the first of tab, comma, <c>::</c> and blanks
/// that it contains; only blanks come in runs. Blanks and quotes around a field are not part of it.
/// </summary>
internal ref struct FieldReader
{
    private readonly string _separator;
    private ReadOnlySpan<char> _rest;
    private bool _ended;

    public FieldReader(ReadOnlySpan<char> line)
    {
        _rest = line.Trim();
        _separator = _rest.Contains('\t') ? "\t" : _rest.Contains(',') ? "," : _rest.Contains("::", StringComparison.Ordinal) ? "::" : " ";
        _ended = _rest.IsEmpty;
    }

    public static int Count(ReadOnlySpan<char> line)
    {
        FieldReader fields = new(line);
        var count = 0;
        while (fields.MoveNext(out _))
        {
            count++;
        }

        return count;
    }

    public bool MoveNext(out ReadOnlySpan<char> field)
    {
        field = default;
        if (_ended)
        {
            return false;
        }

        var end = _rest.IndexOf(_separator);
        field = (end < 0 ? _rest : _rest[..end]).Trim().Trim('"');
        _rest = end < 0 ? default : _rest[(end + _separator.Length)..];
        _ended = end < 0;
        if (_separator == " ")
        {
            _rest = _rest.TrimStart();
        }

        return true;
    }
}
