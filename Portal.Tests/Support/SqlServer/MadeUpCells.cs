namespace Portal.Tests.Support.SqlServer;

/// <summary>
/// What the texts of a made-up row say. Nobody tells whether a text column holds an enum, a list or prose, so a reading
/// that fails is repeated with another guess for the text read last, until it succeeds or no guess is left.
/// </summary>
internal sealed class MadeUpCells
{
    private static readonly string[] Guesses = ["0", "[]", "{}", "00000000-0000-0000-0000-000000000000"];

    private readonly Dictionary<(int Statement, int Column), int> _chosen = [];
    private (int Statement, int Column)? _last;
    private int _statements;

    /// <summary>The query runs again from its first statement.</summary>
    public void Restart() => (_last, _statements) = (null, 0);

    public int NextStatement() => _statements++;

    public string Text(int statement, int column)
    {
        _last = (statement, column);
        return Guesses[_chosen.GetValueOrDefault((statement, column))];
    }

    /// <summary>False where every guess for the last text was wrong.</summary>
    public bool TryAnother()
    {
        if (_last is not { } last)
        {
            return false;
        }

        _chosen[last] = _chosen.GetValueOrDefault(last) + 1;
        return _chosen[last] < Guesses.Length;
    }
}
